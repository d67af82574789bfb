### 扫码枪检测：每一项结果，以及要在扫码枪或电脑上改什么

scanner-title = 扫码枪检测
scanner-how = 用扫码枪对着测试码扫一下。全部扫完后告诉您要不要改设置。
scanner-step = 第 { $number } 个码，共 { $count } 个：{ $name }
scanner-scan-now = 请扫第 { $number } 个码（{ $name }）
scanner-scan-now-page = 窗口放不下这个码：请扫打印的检测页上的第 { $number } 个码，或把窗口放大。没有检测页时运行 coupon-terminal scanner page --out 检测页.html
scanner-scan-now-not-drawn = 本机画不出这个码：请扫打印的检测页上的第 { $number } 个码；没有就按 F8 跳过
scanner-page-not-drawn = 本机画不出这个条码。检测到这里时，按 F8 跳过
scanner-other-code = 刚才扫的是别的码，请扫第 { $number } 个码
scanner-taken = 第 { $number } 个码收到 { $count } 个键
scanner-skipped = 第 { $number } 个码已跳过
scanner-results = 检测结果
scanner-sum-ok = ✔ 扫码枪设置正确，不用改
scanner-sum-warning = ▲ 可以使用；下面标 ! 的地方改了更好
scanner-sum-failed = ✘ 有必须改的地方：照下面标 ✗ 的去做，然后再检测一遍
scanner-save = 按 Enter 保存：前缀「{ $prefix }」，后缀「{ $suffix }」
scanner-save-none = 按 Enter 保存：没有前缀和后缀
scanner-save-not = 先照上面改好，再按 F7 重新检测；现在不保存
scanner-saved = 已保存，马上生效
scanner-saved-not = 没有保存：先改好标 ✗ 的地方
scanner-cannot-save = 这里不能保存设置
scanner-not-keyed = 这里只检测键盘式扫码枪；已收到串口或粘贴来的{ $kind }，不用检测，没有使用
scanner-kind-coupon = 券码
scanner-kind-sale = 小票号
scanner-kind-payment = 付款码
scanner-kind-url = 网址
scanner-kind-ean = 商品条码
scanner-kind-serial = 序列号
scanner-kind-misread = 没读全的码
scanner-kind-other = 其他码
scanner-name-digits = 短数字二维码
scanner-name-letters = 字母和符号二维码
scanner-name-coupon = 券码大小的二维码（290 位）
scanner-name-ean13 = 商品条码 EAN-13
scanner-name-code128 = 条码 Code 128
scanner-name-chinese = 中文二维码
scanner-is-ok = 正常
scanner-is-warning = 注意
scanner-is-failed = 必须改

scanner-readable-all = { $count } 个码都能识读
    .next = 不用改
scanner-readable-no-qr = 第 { $number } 个码（二维码）读不出
    .next = 请换一把能读二维码（QR）的扫码枪；一维激光枪和红光枪读不了券码。能读二维码的，请扫说明书里的「开启 QR 码」
scanner-readable-no-letters = 第 { $number } 个码（字母和符号）没有收到，无法判断键盘布局和大小写
    .next = 请切换到英文输入法，再扫这个码
scanner-readable-no-coupon = 第 { $number } 个码（券码大小的二维码）读不出
    .next = 请擦净扫码窗，离远一点再扫；打印页要平整、清楚。仍读不出就换一把支持高密度二维码的扫码枪
scanner-readable-no-bars = 第 { $number } 个码（一维条码）读不出
    .next = 请扫说明书里的「开启 EAN-13」「开启 Code 128」；不影响扫券码，只是商品条码要手工录入
scanner-readable-no-chinese = 第 { $number } 个码（中文）读不出或没有输出
    .next = 不用改：券码和商品条码里没有中文
scanner-readable-not-scanned = 第 { $number } 个码没有扫，还不知道能不能扫券码
    .next = 请把第 { $number } 个码也扫一下
scanner-readable-unlike = 第 { $number } 个码收到的内容完全不对
    .next = 请只扫测试码，一次扫一个；再扫一次还这样，请扫说明书里的「恢复出厂设置」，再设为 USB 键盘模式

scanner-input-method-off = 输入法没有干扰
    .next = 不用改
scanner-input-method-full-width = 输入法处于全角状态，字符变成了全角
    .next = 请按 Shift+空格切换到半角，并切换到英文输入法；收银电脑最好把英文设为默认输入法
scanner-input-method-punctuation = 输入法把符号变成了中文标点
    .next = 请按 Shift 或 Ctrl+空格切换到英文输入法；收银电脑最好把英文设为默认输入法
scanner-input-method-swallowed = 中文输入法吞掉了字母
    .next = 请按 Shift 或 Ctrl+空格切换到英文输入法；或在扫码枪上改用数字键盘（ALT）模式，或改为 USB 串口模式
scanner-input-method-composing = 中文输入法把字母拼成了汉字
    .next = 请按 Shift 或 Ctrl+空格切换到英文输入法；或在扫码枪上改用数字键盘（ALT）模式，或改为 USB 串口模式

scanner-layout-us = 键盘布局是美式（US），正确
    .next = 不用改
scanner-layout-french = 键盘布局是法语（AZERTY），数字和字母会变
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」；或扫说明书里的「键盘语言：法国」
scanner-layout-german = 键盘布局是德语（QWERTZ），Y 和 Z 对调，符号会变
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」；或扫说明书里的「键盘语言：德国」
scanner-layout-spanish = 键盘布局是西班牙语，符号会变
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」；或扫说明书里的「键盘语言：西班牙」
scanner-layout-italian = 键盘布局是意大利语，符号会变
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」；或扫说明书里的「键盘语言：意大利」
scanner-layout-japanese = 键盘布局是日语（JIS），符号会变
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」；或扫说明书里的「键盘语言：日本」
scanner-layout-russian = 键盘布局是俄语，字母变成了俄文
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」
scanner-layout-dvorak = 键盘布局是 Dvorak，字母位置全变了
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」
scanner-layout-other = 键盘布局不对，也认不出是哪一种
    .next = 请在电脑的「语言和键盘」里改为「美式键盘」，并扫说明书里的「键盘语言：美国」

scanner-case-kept = 大小写正确
    .next = 不用改
scanner-case-inverted = 大小写颠倒了：大写锁定（Caps Lock）开着
    .next = 请按一下键盘上的 Caps Lock；灯没亮也颠倒，请扫说明书里的「大小写不转换」
scanner-case-upper = 小写字母都变成了大写
    .next = 请扫说明书里的「大小写不转换」，取消「全部大写」
scanner-case-lower = 大写字母都变成了小写
    .next = 请扫说明书里的「大小写不转换」，取消「全部小写」

scanner-terminator-cr = 结束符是回车（CR），正确
    .next = 不用改
scanner-terminator-lf = 结束符是换行（LF），可以
    .next = 不用改
scanner-terminator-crlf = 结束符是回车换行（CR LF），可以
    .next = 不用改
scanner-terminator-tab = 结束符是 Tab，可以
    .next = 不用改
scanner-terminator-none = 没有结束符：每次都要等一下才知道扫完了，慢的电脑可能断成两截
    .next = 请扫扫码枪说明书里的「添加回车后缀」（Add CR suffix）
scanner-terminator-mixed = 结束符有时有、有时没有，或各不相同
    .next = 请扫说明书里的「恢复出厂设置」，再扫「添加回车后缀」（对所有码制）
scanner-terminator-other = 扫码后还按了别的键：{ $keys }，可能误触发按键功能
    .next = 请扫说明书里的「清除后缀」，再扫「添加回车后缀」

scanner-prefix-none = 码的前面没有多余字符
    .next = 不用改
scanner-prefix-aim = 码的前面带 AIM 标识，程序会自动去掉
    .next = 不用改
scanner-prefix-constant = 每个码前面都多了「{ $text }」
    .next = 保存后程序会自动去掉；也可以扫说明书里的「清除前缀」
scanner-prefix-aim-first = AIM 标识排在前缀「{ $text }」之前，前缀去不掉
    .next = 请扫说明书里的「不发送 AIM 标识」，或「清除前缀」
scanner-prefix-varying = 码的前面多了字符，而且每次都不一样
    .next = 请扫说明书里的「清除前缀」「不发送码制标识（Code ID）」
scanner-prefix-long = 码的前面多了「{ $text }」，太长了
    .next = 请扫说明书里的「清除前缀」；程序最多能去掉 16 个字符
scanner-suffix-none = 码的后面没有多余字符
    .next = 不用改
scanner-suffix-constant = 每个码后面都多了「{ $text }」
    .next = 保存后程序会自动去掉；也可以扫说明书里的「清除后缀」再「添加回车后缀」
scanner-suffix-varying = 码的后面多了字符，而且每次都不一样
    .next = 请扫说明书里的「清除后缀」，再扫「添加回车后缀」
scanner-suffix-long = 码的后面多了「{ $text }」，太长了
    .next = 请扫说明书里的「清除后缀」，再扫「添加回车后缀」；程序最多能去掉 16 个字符

scanner-characters-whole = { $count } 个字符一个不少、一个不多
    .next = 不用改
scanner-characters-dropped = 丢了 { $count } 个字符：第 { $number } 个码的第 { $places } 位
    .next = 请把扫码枪的「键间延时」（Inter-Character Delay）调到 5 ms，仍丢字就调到 10 ms；不要接在 USB 集线器上
scanner-characters-doubled = 重复了 { $count } 个字符：第 { $number } 个码的第 { $places } 位
    .next = 请把扫码枪的「键间延时」调到 5 ms；电脑开了「筛选键」或重复键设置的，请关闭
scanner-characters-swapped = 有 { $count } 处前后颠倒：第 { $number } 个码的第 { $places } 位
    .next = 请把扫码枪的「键间延时」调到 5 ms；无线扫码枪请靠近接收器
scanner-characters-changed = 有 { $count } 个字符变了样：第 { $number } 个码的第 { $places } 位
    .next = 请再检测一遍；仍这样，请扫说明书里的「恢复出厂设置」和「键盘语言：美国」
scanner-characters-extra = 多出 { $count } 个字符：第 { $number } 个码的第 { $places } 位
    .next = 扫码时请不要碰键盘；仍这样，请扫说明书里的「恢复出厂设置」

scanner-speed-steady = 速度正常：一般 { $median_ms } ms 一个键，最慢 { $worst_ms } ms
    .next = 不用改
scanner-speed-slow = 太慢：一般 { $median_ms } ms 一个键，最慢 { $worst_ms } ms；超过 { $limit_ms } ms 就和人打字分不清
    .next = 请把扫码枪的「键间延时」调到 5 ms（或「无延时」）
scanner-speed-halting = 中途会停顿：一般 { $median_ms } ms 一个键，最慢 { $worst_ms } ms
    .next = 请关闭占用电脑的其他程序；无线扫码枪请充电并靠近接收器，或改用 USB 线

scanner-chinese-whole = 中文识读正确
    .next = 不用改
scanner-chinese-eci = 中文识读正确，前面带的编码标识（ECI）程序会自动去掉
    .next = 不用改
scanner-chinese-garbled = 中文变成了乱码
    .next = 不影响券码；想改请扫说明书里的「输出编码 UTF-8」或「GBK」
scanner-chinese-lost = 中文没有输出
    .next = 不影响券码和商品条码，可以不改

### 按键
screen-do-scanner-check = 扫码枪检测
screen-do-scanner-check-help = 扫几个测试码，看扫码枪和输入法设置对不对
screen-do-skip-code = 读不出，跳过
screen-do-skip-code-help = 扫码枪读不出这个码：记下来，扫下一个
screen-do-check-again = 重新检测
screen-do-check-again-help = 从第 1 个码重新开始
screen-do-save-check = 保存
screen-do-save-check-help = 检测完后保存前缀和后缀，马上生效
screen-do-leave-check = 返回
screen-do-leave-check-help = 回到柜台，不保存
screen-where-scanner = 扫码枪检测

### 检测页
scanner-page-title = 扫码枪检测页
scanner-page-how = 在收银电脑上按 Ctrl+G，或运行 coupon-terminal scanner check，按顺序扫下面的码。请按 100% 大小打印在白纸上，不要用手遮住码的四边。
scanner-page-foot = 这些码只供检测，不是消费券，扫了不会核销。
scanner-page-written = 检测页在 { $file }：用浏览器打开并打印

### 命令行
scanner-cli-how = 请在本窗口里用扫码枪扫测试码。读不出的码按 s，退出按 q。
scanner-cli-profile = 前缀「{ $prefix }」，后缀「{ $suffix }」
scanner-cli-saved = 已写入 { $file }
scanner-cli-needs-terminal = 没有终端可以读扫码枪：请用 --readings FILE 给出记录
scanner-cli-unfinished = 还没有扫完就退出了，什么都没有保存

doctor-scanner_profile = 扫码枪设置
doctor-scanner-profile-ok = 已设：去掉前缀「{ $prefix }」、后缀「{ $suffix }」
    .next = 无需处理
doctor-scanner-profile-plain = 没有设前缀和后缀；换扫码枪后请按 Ctrl+G 检测一次
    .next = 无需处理

doctor-scanner-profile-digits = 前缀「{ $prefix }」或后缀「{ $suffix }」全是数字：券码和条码也是数字，会被误删
    .next = 请按 Ctrl+G 重新检测扫码枪；或在 settings.toml 的 [scanner] 里把这一项改成空