### 命令行
cli-defect = 程序出错（{ $place }）。数据已保存，请重试；再次出现请拨打 95533 并告知括号内的位置。
cli-progress = 已处理 { $count } 条……
cli-completed = 已收款：订单 { $sale }
cli-reversed = 已冲正：订单 { $sale }，消费券视为未使用
cli-synced = 已上传 { $sent } 条，确认 { $confirmed } 条，新增异常 { $exceptions } 条，仍在等待 { $waiting } 条
cli-unreached = 平台未应答（{ $why }），等待的记录已妥善保存，恢复后自动上传
cli-recovered = 上次未显示结果的订单 { $sale }：{ $state }
cli-payable = 合计 { $gross } 元，优惠 { $discount } 元（{ $item }），应付 { $payable } 元
cli-sale = 订单号 { $sale }
cli-larger = 提示：该商品价格可使用面额 { $face } 元的消费券
cli-receipt = 小票已保存：{ $file }
cli-claimed = 已领券：{ $coupon }（{ $type } 元，第 { $round } 轮）
cli-suspended = 商户 { $store } 已暂停核销
cli-resumed = 商户 { $store } 已恢复核销
cli-enrolled = 登记成功：终端 { $terminal }，{ $store }
cli-enrol-needs-url = 用激活码登记时要写明平台地址：--url（激活二维码里已有地址，用 --qr 就不用写）
cli-queue-empty = 没有等待上传的记录
cli-queue-line = { $entry }  { $state }  { $kind }  { $amount } 元  已等 { $age }  试过 { $attempts } 次  { $why }
cli-exceptions-none = 没有异常
cli-exception-line = 订单 { $sale }  { $at }  { $amount } 元  已 { $age }
cli-journal-ok = 流水完整：共 { $rows } 条，末条摘要 { $head }
cli-journal-broken = 流水有问题：共 { $rows } 条，末条摘要 { $head }。请停止核销并拨打 95533
cli-screen-needs-terminal = 收银界面需要在终端窗口里打开；脚本请使用各命令（--help）。

queue-ready = 等待上传
queue-leased = 正在上传
queue-done = 已完成
queue-parked = 平台已拒，等人处理
event-redemption-requested = 核销
event-redemption-reversed = 冲正
event-refund-requested = 退款

### 体检
doctor-engine = 数据库
doctor-disk = 磁盘
doctor-decoders = 扫码解码
doctor-opening = 打开终端
doctor-enrolment = 终端登记
doctor-clock = 时钟
doctor-campaign = 活动文件
doctor-standing = 商户状态
doctor-queue = 离线队列
doctor-exceptions = 异常
doctor-platform = 平台连接
doctor-journal = 流水
doctor-engine-ok = SQLite { $version }，{ $mode } 模式，每次提交都写到磁盘
    .next = 无需处理
doctor-disk-ok = 剩余 { $free_mb } MB
    .next = 无需处理
doctor-disk-failed = 只剩 { $free_mb } MB
    .next = 请清理磁盘，至少留出 200 MB，否则会停止核销
doctor-decoders-ok = { $available }
    .next = 无需处理
doctor-decoders-warning = 可用 { $available }；不可用 { $missing }
    .next = 仍可扫码；在 Debian 上可运行 apt install libzbar0 补齐
doctor-decoders-failed = 没有可用的解码库：{ $missing }
    .next = 请重新安装 zxing-cpp；键盘式扫码枪不受影响
doctor-enrolment-ok = { $terminal }，{ $store }，{ $environment ->
        [training] 训练环境
       *[live] 正式环境
    }
    .next = 无需处理
doctor-clock-ok = { $now }，与平台相差 { $offset_s } 秒，{ $age_s } 秒前校准
    .next = 无需处理
doctor-clock-warning = { $now }，电脑时钟与平台相差 { $offset_s } 秒（终端已自动修正）
    .next = 请校准电脑时间
doctor-clock-failed = 时钟不可信：{ $now }
    .next = 请联网同步一次；在此之前不能离线受理
doctor-campaign-ok = { $campaign }，第 { $version } 版，有效至 { $expires }
    .next = 无需处理
doctor-campaign-warning = { $campaign }，第 { $version } 版已于 { $expires } 过期，只能在线核销
    .next = 请联网同步，取得新的活动文件
doctor-campaign-failed = 还没有活动文件
    .next = 请联网后运行 sync
doctor-standing-ok = 可以核销
    .next = 无需处理
doctor-standing-failed = 已被暂停核销：{ $why }
    .next = 请拨打 { $hotline }；退款不受影响
doctor-queue-ok = 等待 { $waiting } 条，等人处理 { $parked } 条；还可离线受理 { $left } 笔、{ $money_left } 元
    .next = 无需处理
doctor-queue-warning = 等待 { $waiting } 条，最久 { $oldest_s } 秒；还可离线受理 { $left } 笔、{ $money_left } 元
    .next = 请检查网络后按「同步」，记录不会丢失
doctor-exceptions-ok = 没有异常
    .next = 无需处理
doctor-exceptions-warning = { $count } 笔异常待处理
    .next = 请店长运行 exceptions list 查看双方记录
doctor-platform-ok = 已连通 { $url }
    .next = 无需处理
doctor-platform-warning = 连不上 { $url }：{ $why }
    .next = 请检查网线和路由器；在限额内可继续离线受理
doctor-journal-ok = 完整，共 { $rows } 条
    .next = 无需处理
doctor-journal-failed = { $count } 处问题，第一处：{ $problem }
    .next = 请停止核销，保留现场并拨打 95533
cli-desk-saved = 已保存：{ $file }
cli-monitor-look = 商户 { $store }，{ $date }：核销 { $sales } 笔，疑点 { $score } 分（暂停线 { $line } 分）
cli-monitor-report = 监测报告 { $number } 号：商户 { $store }，{ $date }，{ $score } 分，{ $verified ->
        [yes] 已核实恢复
       *[other] 待核实
    }
cli-monitor-none = 没有监测报告
