# What the counter screen says. Short: it is read in passing, eight hours a day.
# Amounts and lengths of time arrive in words, with their units.

# the top of the screen
screen-training = 训练 · 不是真券
screen-live = 正式
screen-online = 在线
screen-never-heard = 尚未连上平台
screen-offline-since = 离线 { $since } 起
screen-clock-untrusted = 时钟待校
screen-until = 至 { $until }
screen-waiting = 待上传 { $count }
screen-oldest = 最久 { $age }
screen-exceptions-count = 异常 { $count }
screen-round = 第 { $number } 轮 至 { $until }
screen-round-next = 下一轮 { $starts } 开始
screen-round-none = 活动已结束

# what stops selling
screen-suspended = 本店已被暂停核销：{ $why }。在线离线都不能核销，退款不受影响。请拨 { $hotline }。
screen-no-campaign = 还没有活动文件：联网后按 F5 下载，下载前不能核销。
screen-clock-banner = 本机时钟不可信：只能联网核销。请联网，按 F5 校时。

# sign-in
screen-sign-in = 请登录
screen-sign-in-how = ↑↓ 或数字键选人，Enter 后输入 PIN
screen-pin = PIN
screen-checking = 正在核对…
screen-role-cashier = 收银员
screen-role-manager = 店长
screen-role-engineer = 建行外勤
screen-scans-wait = 前面的码还在处理，请稍等再扫
screen-scan-sign-in = 还没有人登录：请先登录，再扫码。

# the sale
screen-sale = 订单
screen-sale-empty = 扫商品条码，或在下面录入
screen-sale-sum = { $lines } 行  合计 { $gross }
screen-item = 商品
screen-unit-price = 成交单价
screen-quantity = 数量
screen-serial = 序列号
screen-entry-name = 名称或型号
screen-entry-hint = 如 冰箱;8999
screen-entry-choose = ↓ 选商品
screen-item-taken = 已录入 { $item }
screen-serial-taken = 序列号 { $serial } 已记到商品上
screen-serial-nowhere = 扫到的是序列号，但没有等着序列号的商品：先录入商品，再扫序列号。

# the coupon
screen-coupon = 消费券
screen-coupon-invite = 请扫顾客的券码
screen-coupon-invite-how = 随时可扫，不用点任何框
screen-coupon-face = { $face } 消费券
screen-coupon-taken = 券码已读取
screen-coupon-first = 还没有券码：请顾客打开建行生活出示消费券，扫码后再核销。
screen-items-first = 还没有商品：请先录入商品。
screen-threshold = 门槛
screen-type-from = 单件满 { $threshold }
screen-round-number = 第 { $number } 轮
screen-code-fresh = 券码还有效
screen-code-expired = 已过期
screen-previewing = 正在核对…
screen-gross = 合计
screen-discount = 优惠
screen-payable = 应付
screen-anchor = 抵扣在 { $item }
screen-larger = 这单够用 { $face } 的券
screen-ready = 可以核销，按 F9

# the decision
screen-deciding = 正在核销，请稍候…
screen-busy = 正在处理上一笔，请稍候。
screen-closing = 正在记账…
screen-refused = 拒绝
screen-offline-why = 平台暂时没有应答：本机已受理，联网后自动上传
screen-payable-ask = 请收款
screen-payable-paid = 已收款
screen-todo-money = 收到钱按 { $paid }，没付款按 { $unpaid }
screen-todo-next = { $key } 或 Enter 接待下一位
screen-todo-reversed = 券已退回，可以再用。按 { $key } 或 Enter 接待下一位
screen-todo-resume = 按 Enter 回到这一单：换券、加商品都可以
screen-held = 正在处理上一笔，这次扫码已记下，稍后自动使用。
screen-held-unpaid = 先确认上一笔是否收款；这次扫码已记下，稍后自动使用。
screen-finish-first = 先确认这一笔是否收款，再换人。
screen-slip = 小票
screen-slip-copy = 小票（补打）
screen-slip-written = 小票已存 { $path }
screen-close-how = Esc 关闭

# questions
screen-ask-reverse = 顾客没有付款？核销将冲正，{ $face } 的券退回给顾客。应收的 { $payable } 不要收。
screen-ask-reverse-yes = 没付，冲正
screen-ask-reverse-no = 返回
screen-ask-clear = 清掉这单，接待下一位？已录入的商品和券码都会清掉，券没有被使用。
screen-ask-clear-yes = 清掉
screen-ask-clear-no = 返回
screen-ask-leave = 退出程序？没有等待上传的记录。
screen-ask-leave-yes = 退出
screen-ask-leave-no = 返回
screen-ask-leave-waiting = 退出程序？还有 { $count } 条等待上传，已安全存在本机，下次启动会接着上传。
screen-ask-leave-waiting-yes = 退出
screen-ask-leave-waiting-no = 返回
screen-ask-leave-unpaid = 退出程序？有 1 笔订单还没有登记收款：收到钱请先按 F8，没付款按 F7。现在退出，下次启动时会再问。{ $count ->
        [0] {""}
       *[other] {""}另有 { $count } 条等待上传，已安全存在本机。
    }
screen-ask-leave-unpaid-yes = 退出
screen-ask-leave-unpaid-no = 返回

# the last sale, after a restart
screen-open-title = 上一笔还差一句话
screen-open-sale = 订单号 { $sale }
screen-open-money = 合计 { $gross }，优惠 { $discount }，应付 { $payable }
screen-open-ask = 顾客付款了吗？答过才能接待下一位。

# upload
screen-syncing = 正在上传和下载…
screen-sync-progress = 正在上传，已完成 { $count } 条…
screen-synced = 同步完成：上传 { $sent } 条，还有 { $waiting } 条等待
screen-sync-silent = 平台没有应答：{ $waiting } 条安全存在本机，稍后自动再试。

# lists
screen-queue-title = 离线队列 · { $count } 条
screen-queue-empty = 没有等待上传的记录。
screen-queue-since = 入队时间
screen-queue-what = 内容
screen-queue-state = 状态
screen-queue-amount = 优惠
screen-queue-age = 已等
screen-queue-entry = 记录号 { $id }
screen-queue-coupon = 券号 { $coupon }   订单号 { $sale }
screen-queue-tried = 已试 { $attempts } 次，下次 { $due }
screen-queue-why = 技术原因（可报给建行外勤）：{ $why }
screen-kind-redemption-requested = 核销
screen-kind-redemption-reversed = 冲正
screen-kind-refund-requested = 退款
screen-entry-ready = 等待
screen-entry-leased = 正在上传
screen-entry-parked = 平台已拒，等人处理
screen-entry-done = 已完成
screen-exceptions-title = 异常 · { $count } 笔
screen-exceptions-empty = 没有异常。
screen-exception-at = 时间
screen-exception-what = 内容
screen-exception-sale = 订单号
screen-exception-amount = 金额
screen-exception-why = 平台怎么说
screen-exception-ours = 本店：{ $at } { $what } 订单 { $sale } 券 { $coupon } 操作员 { $operator }
screen-exception-theirs = 平台的证据：

# the simulated shopper
screen-shopper = 模拟顾客（训练）
screen-shopper-how = 数字键或 Enter 选券 · Esc 返回
screen-shopper-shown-how = 按任意键扫码
screen-shopper-coming = 顾客正在打开手机…
screen-shopper-shows = 顾客出示券码，按任意键扫码
screen-shopper-unreadable = 没有从手机画面读出券码，请再试一次。

# commands
screen-do-redeem = 核销
screen-do-redeem-help = 用这张券核销这一单
screen-do-paid = 已收款
screen-do-paid-help = 顾客付了钱：完成订单，打小票
screen-do-not-paid = 没付款
screen-do-not-paid-help = 顾客不付了：冲正，券退回
screen-do-acknowledge = 继续
screen-do-acknowledge-help = 拒绝后回到这一单；完成后接待下一位
screen-do-next = 下一位
screen-do-next-help = 清空柜台，接待下一位顾客
screen-do-shopper = 顾客
screen-do-shopper-help = 训练时叫一位顾客来出示券码
screen-do-go-on = 下一格
screen-do-go-on-help = 填完一格按一次，最后一格录入商品
screen-do-to-lines = 到明细
screen-do-to-lines-help = 从录入行上到商品明细
screen-do-clear-entry = 清空
screen-do-clear-entry-help = 清空正在录入的一行
screen-do-edit-line = 修改
screen-do-edit-line-help = 把这一行放回录入行修改
screen-do-remove-line = 删除
screen-do-remove-line-help = 删掉这一行
screen-do-leave-lines = 返回录入
screen-do-leave-lines-help = 回到录入行
screen-do-back = 返回
screen-do-back-help = 回到柜台
screen-do-help = 帮助
screen-do-help-help = 每个键做什么
screen-do-queue = 队列
screen-do-queue-help = 什么在等待上传，为什么，等了多久
screen-do-exceptions = 异常
screen-do-exceptions-help = 本店已受理、平台后来拒绝的核销和退款
screen-do-sync = 同步
screen-do-sync-help = 马上上传和下载
screen-do-language = EN
screen-do-language-help = Switch to English
screen-do-sound = 声音
screen-do-sound-help = 打开或关闭提示音：一声成功，两声注意，三声拒绝
screen-do-command-palette = 查找命令
screen-do-command-palette-help = 按名字查找命令
screen-do-sign-out = 换人
screen-do-sign-out-help = 换一位操作员登录
screen-do-leave = 退出
screen-do-leave-help = 退出程序；等待上传的记录安全留在本机
screen-palette = 查找命令…
screen-sound-on = 提示音已打开
screen-sound-off = 提示音已关闭
screen-where-counter = 柜台
screen-where-entry = 录入商品
screen-where-lines = 商品明细
screen-where-everywhere = 任何时候
screen-where-list = 清单和帮助
screen-help-scan = 随时可以扫：券码、商品条码、序列号、小票上的订单号。不用先点任何框，扫码不会触发按键。

# size and defects
screen-too-small = 窗口太小：现在 { $width }×{ $height }，需要 { $needed }。请放大窗口。
screen-defect = 程序出错，已停止。账目都在本机，没有丢失：请重新启动，并把下面一行告诉建行外勤（95533）。

# the refund
screen-refund-find = 扫小票，或输入订单号、券号、序列号
screen-refund-find-how = 也可以用 ↑↓ 在下面选，按 Enter
screen-refund-recent = 最近的订单 · { $count } 笔
screen-refund-found = 找到 { $count } 笔
screen-refund-none = 还没有已收款的订单。别的收款台卖的，请扫小票或输入订单号。
screen-refund-seeking = 正在查找订单…
screen-refund-at = 时间
screen-refund-paid = 实付
screen-refund-coupon-spent = 已使用
screen-refund-sale = 订单 { $sale }
screen-refund-till = { " " }· 收款台 { $till }
screen-refund-coupon = 券 { $coupon }
screen-refund-money = 优惠 { $discount }  实付 { $payable }
screen-refund-coupon-is = 券{ $state }
screen-refund-choose = 退哪些
screen-refund-choose-how = ↑↓ 选商品   ←→ 或数字改件数
screen-refund-bought = 买
screen-refund-gone = 已退
screen-refund-now = 这次退
screen-refund-consequence = 按下 F9 确认之后（现在还没有退）
screen-refund-sum = 退给顾客
screen-refunding = 正在退款，请稍候…
screen-refund-changed = 情况有变（时间或订单），刚才没有退款。请看新的结果，再按 F9。
screen-refunded = 已退款
screen-voided = 已撤销
screen-refund-hand-back = 请退给顾客
screen-refund-kind = 方式
screen-refund-sum-so-far = 累计退回
screen-refund-slip-written = 凭证已存 { $path }
screen-refund-slip = 退款凭证
screen-todo-refunded = 把钱和凭证交给顾客，按 Enter 回到柜台
screen-todo-voided = 不退钱。把凭证交给顾客，按 Enter 回到柜台
screen-todo-refund-declined = 没有退钱。按 Enter 回到这笔订单
screen-ask-refund = { $kind }，退给顾客 { $refund }？
screen-ask-refund-yes = 确认退款
screen-ask-refund-no = 返回
screen-ask-void = { $kind }消费券的核销，不退钱？
screen-ask-void-yes = 确认撤销
screen-ask-void-no = 返回
screen-do-refund = 退款
screen-do-refund-help = 找一笔订单，退全部或一部分，或撤销；先看后果再确认。扫小票直接打开
screen-do-confirm-refund = 确认
screen-do-confirm-refund-help = 再问一次，然后退款或撤销
screen-do-all-units = 全部退
screen-do-all-units-help = 订单里余下的商品一次全退
screen-do-void = 只撤销
screen-do-void-help = 只取消消费券的核销，商品和货款都不动
screen-do-reprint = 补打
screen-do-reprint-help = 补打这笔订单的小票
screen-do-finish-refund = 继续
screen-do-finish-refund-help = 退完回到柜台；被拒绝后回到这笔订单
screen-do-leave-refund = 返回
screen-do-leave-refund-help = 退一步；还没有确认的都不算数
screen-do-fewer = 少退一件
screen-do-fewer-help = 这一行少退一件；数字键直接写件数
screen-do-more = 多退一件
screen-do-more-help = 这一行多退一件，不会超过还没退的件数
screen-where-refund = 退款
screen-where-units = 退款商品
