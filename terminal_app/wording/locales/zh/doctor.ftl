### 体检：每个部位的名字（doctor-<部位>），查到什么（.next 是怎么处理），和电话里报的体检码。

## 部位

doctor-engine = 数据库引擎
doctor-disk = 磁盘空间
doctor-folder = 数据目录
doctor-settings = 设置文件
doctor-versions = 版本
doctor-decoders = 扫码解码
doctor-printer = 小票
doctor-presence = 别的窗口
doctor-key = 终端密钥
doctor-store = 流水文件
doctor-enrolment = 终端登记
doctor-operators = 操作员
doctor-clock = 时钟
doctor-campaign = 活动文件
doctor-standing = 商户状态
doctor-list = 已用券名单
doctor-readiness = 离线能力
doctor-queue = 离线队列
doctor-exceptions = 异常
doctor-name = 域名解析
doctor-connection = 网络连接
doctor-tls = 加密连接
doctor-http = 平台应答
doctor-platform = 平台认可
doctor-commit = 写盘速度
doctor-journal = 流水
doctor-books = 账目

## 本机

doctor-engine-ok = SQLite { $version }，{ $mode ->
        [WAL] WAL 模式（这个版本的 WAL 没有已知缺陷）
       *[other] { $mode } 模式（这个版本的 WAL 有已知缺陷，不用）
    }，每次提交都写到磁盘
    .next = 无需处理
doctor-disk-ok = 剩余 { $free_mb } MB
    .next = 无需处理
doctor-disk-warning = 剩余 { $free_mb } MB，不多了
    .next = 请清理磁盘，留出 1 GB 以上；只剩 200 MB 时体检不再通过
doctor-disk-failed = 只剩 { $free_mb } MB
    .next = 请清理磁盘，至少留出 200 MB，否则会停止核销
doctor-folder-ok = { $folder }，可以写入
    .next = 无需处理
doctor-folder-none = { $folder } 还没有建立
    .next = 无需处理；登记终端时自动建立
doctor-folder-copies = 迁出或迁入中断，留下 { $count } 个没有加密的副本（账本、密钥），例如 { $file }
    .next = 重做迁出或迁入会清掉它们；不再迁移的，请删除
doctor-folder-leftovers = 有 { $count } 个没写完的文件（断电留下的），例如 { $file }
    .next = 可以删除这些 .partial 文件；流水不在里面
doctor-settings-ok = { $there ->
        [yes] { $file }，可以读
       *[no] 没有设置文件，用默认设置
    }
    .next = 无需处理
doctor-versions-ok = coupon-terminal { $program }，Python { $python }，{ $system }；{ $libraries }
    .next = 无需处理
doctor-versions-failed = 缺少组件 { $missing }（coupon-terminal { $program }，Python { $python }）
    .next = 请建行外勤在程序目录重新安装：.venv/bin/pip install .
doctor-decoders-ok = { $available }
    .next = 无需处理
doctor-decoders-warning = 可用 { $available }；不可用 { $missing }
    .next = 仍可扫码；在 Debian 上可运行 apt install libzbar0 补齐
doctor-decoders-failed = 没有可用的解码库：{ $missing }
    .next = 请重新安装 zxing-cpp；键盘式扫码枪不受影响
doctor-printer-ok = 小票写成文件，放在 { $folder }；本程序不直接连打印机，缺纸要看打印机本身
    .next = 无需处理
doctor-printer-none = 还没有出过小票；会写成文件，放在 { $folder }
    .next = 无需处理
doctor-printer-failed = 小票写不进 { $folder }（{ $problem }）
    .next = 它必须是文件夹，并且本机用户能写入；改好后用「补打」补出小票
doctor-presence-ok = 没有别的程序在用这个目录
    .next = 无需处理
doctor-presence-other = 收银界面或别的命令正在用这个目录，这不妨碍
    .next = 无需处理
doctor-presence-self = 正在收银界面里体检
    .next = 无需处理
doctor-key-ok = 密钥在，只有本机用户可读，和登记时一致
    .next = 无需处理
doctor-key-open = 密钥文件 { $file } 别的用户也能读（权限 { $mode }）
    .next = 请运行 chmod 600 { $file }；怀疑被人复制过，请拨打 95533 换密钥
doctor-key-wrong = { $file } 不是登记时的密钥：流水不是用它签的
    .next = 请停止收券，把本终端原来的 terminal.key 放回来；找不到请拨打 95533，不要重新登记
doctor-store-ok = { $file }，{ $mb } MB，{ $mode } 模式，页面完好
    .next = 无需处理
doctor-store-none = 还没有流水文件
    .next = 无需处理；登记终端时自动建立
doctor-commit-ok = 一次提交 { $ms } 毫秒，最慢 { $longest } 毫秒（{ $mode }）
    .next = 无需处理
doctor-commit-warning = 一次提交要 { $ms } 毫秒，最慢 { $longest } 毫秒，磁盘慢（{ $mode }）
    .next = 核销会变慢，不会出错。请关掉正在占用磁盘的程序（杀毒扫描、备份），或换固态硬盘
doctor-commit-failed = 一次提交要 { $ms } 毫秒，最慢 { $longest } 毫秒，磁盘可能快坏了（{ $mode }）
    .next = 请尽快备份并更换硬盘，联系建行外勤

## 终端

doctor-enrolment-ok = { $terminal }，{ $store }，{ $environment ->
        [training] 训练环境
       *[live] 正式环境
    }
    .next = 无需处理
doctor-operators-ok = 可登录 { $count } 人
    .next = 无需处理
doctor-operators-failed = 没有人可以登录
    .next = 先添加店长：coupon-terminal operator add 工号 --name 姓名 --role manager，再由店长添加收银员
doctor-clock-ok = { $now }，与平台相差 { $offset_s } 秒，{ DURATION($age_s) }前校准；{ GIVEN($jumped_at) ->
        [yes] 曾在 { $jumped_at } 发现倒退 { DURATION($behind_s) }
       *[no] 没有发现倒退过
    }
    .next = 无需处理
doctor-clock-warning = { $now }，电脑时钟与平台相差 { $offset_s } 秒（终端已自动修正），{ DURATION($age_s) }前校准
    .next = 请校准电脑的日期和时间，打开「自动设置时间」
doctor-clock-jumped = { $now }，现在准；但在 { $jumped_at } 发现电脑时钟倒退了 { DURATION($behind_s) }
    .next = 关机后时钟会停，多半是主板电池没电：请换电池（CR2032），并打开「自动设置时间」。七天内不再倒退，这一项自动恢复正常
doctor-clock-failed = 时钟不可信：{ $now }
    .next = 请联网同步一次；在此之前不能离线受理
doctor-campaign-ok = { $campaign }，第 { $version } 版（{ DURATION($age_s) }前发布），有效至 { $expires }
    .next = 无需处理
doctor-campaign-ending = { $campaign }，第 { $version } 版，{ $expires } 就要过期
    .next = 请在此之前联网按「同步」取得新的活动文件；过期后只能在线核销
doctor-campaign-warning = { $campaign }，第 { $version } 版已于 { $expires } 过期，只能在线核销
    .next = 请联网同步，取得新的活动文件
doctor-campaign-failed = 还没有活动文件
    .next = 请联网后运行 sync
doctor-standing-ok = 可以核销
    .next = 无需处理
doctor-standing-failed = 已被暂停核销：{ $why }
    .next = 请拨打 { $hotline }；退款不受影响
doctor-standing-revoked = 平台已停用本终端
    .next = 请拨打 { $hotline } 核实；恢复以后按「同步」
doctor-standing-replaced = 平台认的已经是另一把密钥，本终端作废
    .next = 请不要在这台电脑上收券；拨打 { $hotline }
doctor-list-ok = { DURATION($age_s) }前更新
    .next = 无需处理
doctor-list-warning = 已有 { DURATION($age_s) }没有更新：离线时，这段时间在别处用掉的券认不出来
    .next = 请检查网络后按「同步」
doctor-list-unknown = 不知道是什么时候更新的
    .next = 请联网按一次「同步」
doctor-queue-ok = 等待 { $waiting } 条，等人处理 { $parked } 条
    .next = 无需处理
doctor-queue-warning = 等待 { $waiting } 条，最久 { DURATION($oldest_s) }
    .next = 请检查网络后按「同步」，记录不会丢失
doctor-exceptions-ok = 没有异常
    .next = 无需处理
doctor-exceptions-warning = { $count } 笔异常待处理
    .next = 请店长在后台的「异常」里处理，或运行 exceptions list 查看双方记录
doctor-journal-ok = 编号、链条、签名完整，共 { $rows } 条
    .next = 无需处理
doctor-journal-failed = { $count } 处问题，第一处：{ $problem }
    .next = 请停止核销，保留现场并拨打 95533
doctor-books-ok = 受理 { $accepted } = 确认 { $confirmed } + 等待 { $waiting } + 异常 { $exceptions }（元）
    .next = 无需处理
doctor-books-failed = { $count } 处对不上，第一处：{ $problem }
    .next = 请停止核销，保留现场并拨打 95533

## 离线能力

doctor-readiness-ok = 可离线 { DURATION($left_s) }（至 { UNTIL($until) }，{ $ends_by ->
        [contact] 受限于最后联系的时限
        [campaign] 受限于活动文件的有效期
       *[round] 到本轮结束
    }），还可受理 { $redemptions } 笔（受限于{ $runs_out_by ->
        [count] 笔数
       *[money] 金额
    }），{ $any_type ->
        [yes] 各券种都可以
       *[no] 只限 { $face } 元及以下的券
    }；金额还剩 { $money } 元
    .next = 无需处理
doctor-readiness-warning = 只可离线 { DURATION($left_s) }（至 { UNTIL($until) }，{ $ends_by ->
        [contact] 受限于最后联系的时限
        [campaign] 受限于活动文件的有效期
       *[round] 到本轮结束
    }），还可受理 { $redemptions } 笔（受限于{ $runs_out_by ->
        [count] 笔数
       *[money] 金额
    }），{ $any_type ->
        [yes] 各券种都可以
       *[no] 只限 { $face } 元及以下的券
    }；金额还剩 { $money } 元
    .next = 请趁有网络按「同步」：联系一次，时限重新算；上传以后，笔数和金额也恢复
doctor-readiness-contact = 不能离线受理：与平台最后联系已超过时限
    .next = 请检查网络后按「同步」
doctor-readiness-campaign = 不能离线受理：活动文件已过期
    .next = 请联网同步，取得新的活动文件
doctor-readiness-round = 不能离线受理：本轮已结束
    .next = 无需处理
doctor-readiness-count = 不能再离线受理：笔数已到限额
    .next = 请检查网络后按「同步」，上传以后恢复
doctor-readiness-money = 不能再离线受理：金额还剩 { $money } 元，放不下一张券
    .next = 请检查网络后按「同步」，上传以后恢复
doctor-readiness-clock = 不能离线受理：时钟不可信
    .next = 请联网同步一次
doctor-readiness-suspended = 不能受理：商户已被暂停
    .next = 请拨打 95533；退款不受影响
doctor-readiness-revoked = 不能离线受理：平台已停用本终端
    .next = 请拨打 95533
doctor-readiness-replaced = 不能离线受理：本终端的身份已在别处使用
    .next = 请不要在这台电脑上收券；拨打 95533
doctor-readiness-campaign-missing = 不能离线受理：还没有活动文件
    .next = 请联网后运行 sync
doctor-readiness-never-heard = 不能离线受理：还没有和平台联系上过
    .next = 请联网后运行 sync
doctor-readiness-no-round = 现在没有进行中的轮次，没有券可以核销
    .next = 无需处理

## 到平台的路

doctor-name-ok = { $said }（{ $ms } 毫秒）
    .next = 无需处理
doctor-name-literal = { $said } 是本机或数字地址，不用解析
    .next = 无需处理
doctor-name-unknown = 查不到 { $url } 的地址（{ $said }）
    .next = 请检查网线、路由器和 DNS 设置；别的网站也打不开就是断网，只有它打不开请核对登记的平台地址。在限额内可继续离线受理
doctor-connection-ok = 已连上 { $said }（{ $ms } 毫秒）
    .next = 无需处理
doctor-connection-refused = { $url } 拒绝连接（{ $ms } 毫秒）
    .next = 端口没有开放或平台没有运行：请核对登记的平台地址，或让网管放行；在限额内可继续离线受理
doctor-connection-silent = { $url } 没有回应（{ $ms } 毫秒）
    .next = 请检查网线、路由器和防火墙；在限额内可继续离线受理
doctor-connection-unreachable = 到不了 { $url }（{ $said }）
    .next = 请检查网线和路由器；在限额内可继续离线受理
doctor-tls-ok = { $said }，证书可信（{ $ms } 毫秒）
    .next = 无需处理
doctor-tls-unused = 平台在本机（http），不用加密连接
    .next = 无需处理
doctor-tls-untrusted = { $url } 的证书不可信（{ $said }）
    .next = 有人在中间，或本机缺少根证书：请先不要处理为「信任」，请网管检查代理和防火墙，或更新系统的根证书
doctor-tls-other-host = { $url } 的证书是别的网站的（{ $said }）
    .next = 网络把平台的地址引到了别处：请网管检查代理、DNS 和登录页；在限额内可继续离线受理
doctor-tls-out-of-date = { $url } 的证书不在有效期内（{ $said }）
    .next = 请先校准电脑的日期和时间；时间没错请拨打 95533
doctor-tls-broken = { $url } 的加密连接建立不了（{ $said }）
    .next = 请网管检查代理和防火墙；在限额内可继续离线受理
doctor-http-ok = 平台有应答（{ $ms } 毫秒）
    .next = 无需处理
doctor-http-silent = 连上了，但没有应答（{ $said }）
    .next = 请稍后再试；在限额内可继续离线受理
doctor-http-portal = 应答的是一个网页，不是平台（{ $said }）：网络要先登录或认证
    .next = 请打开浏览器完成网络的登录认证，再按「同步」；在限额内可继续离线受理
doctor-http-busy = 平台忙或在维护（{ $said }）
    .next = 无需处理，稍后自动再试；在限额内可继续离线受理
doctor-http-status = 应答不对（{ $said }）：这个地址可能不是平台
    .next = 请核对登记的平台地址，或拨打 95533
doctor-http-garbled = 应答读不懂（{ $said }）
    .next = 请核对登记的平台地址，请网管检查代理；或拨打 95533
doctor-platform-ok = { $url } 认得本终端，应答有银行签名
    .next = 无需处理
doctor-platform-warning = { $url } 有应答，但没有给本终端签名的应答：{ $why }
    .next = 请按「同步」再试一次；仍然这样请拨打 95533 并告知体检码

## 说体检

doctor-comma = 、
doctor-running = 正在检查：{ $part }……
doctor-code = 体检码 { $code }（电话里报给 95533 或建行外勤）
doctor-sum = 正常 { $ok } 项，注意 { $warning } 项，必须处理 { $failed } 项
doctor-sum-hidden = { $hidden } 项没有检查：{ $names }
doctor-code-ok = 正常：{ $names }
doctor-code-unseen = 没有检查：{ $names }
doctor-code-reach = 离线能力：{ $reach ->
        [long] 4 小时以上，5 笔以上
        [short] 不到 4 小时，或不到 5 笔
        [none] 现在不能离线受理
       *[unknown] 不知道
    }
doctor-code-backlog = 等待上传：{ $backlog ->
        [none] 没有
        [few] 1 至 20 条
        [many] 21 至 200 条
       *[masses] 200 条以上
    }

## 体检码里的部位：只知道好不好，不知道细节

doctor-code-engine = 本机的 SQLite 太旧或不完整
    .next = 请换装较新的 Python（3.11 以上的官方安装包）；流水文件不要动
doctor-code-disk = 磁盘空间不够
    .next = 请清理磁盘，留出 1 GB 以上
doctor-code-folder = 数据目录不能写，或有断电留下的文件
    .next = 注意：删除数据目录里的 .partial 文件；必须处理：检查文件夹的写入权限
doctor-code-settings = settings.toml 读不了
    .next = 在那台电脑上运行 doctor，它会指出哪一项；也可以先把文件改名，用默认设置
doctor-code-versions = 缺少组件
    .next = 在程序目录重新安装：.venv/bin/pip install .
doctor-code-decoders = 图片解码库缺一个（注意）或全缺（必须处理）
    .next = 重新安装 zxing-cpp；Debian 上 apt install libzbar0。键盘式扫码枪不受影响
doctor-code-camera = 设置里选的摄像头用不了
    .next = 装摄像头组件，插好摄像头，或在 settings.toml 里改 device
doctor-code-serial = 串口扫码枪没接好或没有权限
    .next = 插好扫码枪；Linux 上把用户加入 dialout 组；或改 serial_port
doctor-code-scanner_profile = 扫码枪的前缀或后缀全是数字，会误删码里的数字
    .next = 按 Ctrl+G 重新检测扫码枪
doctor-code-printer = 小票写不出去
    .next = 检查 receipts 文件夹的权限；改好后补打
doctor-code-presence = 有别的程序在用这个目录
    .next = 无需处理
doctor-code-key = 密钥文件别人可读（注意），或不见了、不是原来的（必须处理）
    .next = 注意：chmod 600 terminal.key；必须处理：停止收券，放回原来的 terminal.key，不要重新登记
doctor-code-store = 流水文件打不开：损坏、不能读写，或来自更新的版本
    .next = 停止收券，不要删除或移动文件；在那台电脑上看 doctor 的说明
doctor-code-enrolment = 还没有登记
    .next = 用激活码登记：coupon-terminal enrol
doctor-code-operators = 没有人可以登录
    .next = 登记操作员
doctor-code-clock = 电脑时钟差得多或倒退过（注意），或不可信（必须处理）
    .next = 校准时间、打开「自动设置时间」、换主板电池；联网同步一次
doctor-code-campaign = 活动文件将到期或已过期（注意），或没有（必须处理）
    .next = 联网同步，取得新的活动文件
doctor-code-standing = 商户被暂停，或终端被停用
    .next = 在平台上核实；恢复以后让店里按「同步」
doctor-code-list = 已用券名单旧了
    .next = 检查网络后按「同步」
doctor-code-readiness = 离线能力不足，或现在不能离线受理
    .next = 趁有网络按「同步」
doctor-code-queue = 有记录等了一小时以上
    .next = 检查网络后按「同步」，记录不会丢失
doctor-code-exceptions = 有异常待处理
    .next = 请店长处理：Ctrl+T 后台的「异常」
doctor-code-name = 平台的域名查不到
    .next = 检查网线、路由器、DNS，核对平台地址
doctor-code-connection = 连不上平台的端口
    .next = 检查网线、防火墙，核对平台地址；平台是否在运行
doctor-code-tls = 平台的证书不可信、不对或过期
    .next = 检查电脑时间、代理、防火墙、系统根证书
doctor-code-http = 应答的不是平台：登录页、维护、错误地址
    .next = 打开浏览器完成网络登录；核对平台地址；稍后再试
doctor-code-platform = 平台有应答，但不认本终端
    .next = 在平台上查这台终端的状态
doctor-code-commit = 磁盘慢（注意），或写不进去、快坏了（必须处理）
    .next = 关掉占用磁盘的程序和别的收银窗口；必要时换硬盘
doctor-code-journal = 流水的编号、链条或签名有问题
    .next = 停止核销，保留现场，取支持包
doctor-code-books = 账目对不上
    .next = 停止核销，保留现场，取支持包

doctor-health-ok = 正常
doctor-health-warning = 注意
doctor-health-failed = 必须处理

## 状态栏里的离线能力

readiness-wide = 可离线 { $time }，还可受理 { $count } 笔{ GIVEN($face) ->
        [yes] {""}（限 { $face }及以下）
       *[no] {""}
    } { $amount }
readiness-narrow = 离线可 { $time } · { $count } 笔{ GIVEN($face) ->
        [yes] {""}（限 { $face }）
       *[no] {""}
    } { $amount }
readiness-listed = { $ahead }；名单 { $age }前
readiness-stop-contact = 不能离线受理：太久没有联系平台
readiness-stop-campaign = 不能离线受理：活动文件已过期
readiness-stop-round = 本轮已结束
readiness-stop-count = 不能再离线受理：笔数已到限额
readiness-stop-money = 不能再离线受理：金额已到限额
readiness-stop-clock = 不能离线受理：时钟不可信
readiness-stop-suspended = 不能受理：已被暂停
readiness-stop-revoked = 不能离线受理：终端已停用
readiness-stop-replaced = 不能离线受理：终端已换到别处
readiness-stop-campaign-missing = 不能离线受理：没有活动文件
readiness-stop-never-heard = 不能离线受理：还没有联系过平台
readiness-stop-no-round = 现在没有轮次

## 体检的画面

screen-do-doctor = 体检
screen-do-doctor-help = 逐项检查本机、终端、网络和流水，写明怎么处理；电话里报体检码
screen-do-examine-again = 再查一遍
screen-do-examine-again-help = 处理好以后，从头再检查一遍
screen-do-read-further = 往下读
screen-do-read-further-help = 说明较长时往下翻，到底再回到开头
screen-do-leave-doctor = 返回
screen-do-leave-doctor-help = 回到柜台
screen-where-doctor = 体检
screen-doctor-title = 体检 { $count } / { $all }
screen-doctor-running = 还在检查，请稍候
doctor-code-service = 新密钥还没告知平台（注意），或终端已停用、已迁出、迁入未确认、身份分叉（必须处理）
    .next = 在用的：联网同步；迁入的：运行 sync 等平台确认；已停用、已迁出的：看屏幕上的说明
