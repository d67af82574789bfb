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
cli-refund-line = --line 写第几行，或第几行:件数，例如 --line 1 或 --line 2:1；「{ $text }」不行
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

cli-desk-saved = 已保存：{ $file }
cli-monitor-look = 商户 { $store }，{ $date }：核销 { $sales } 笔，疑点 { $score } 分（暂停线 { $line } 分）
cli-monitor-report = 监测报告 { $number } 号：商户 { $store }，{ $date }，{ $score } 分，{ $verified ->
        [yes] 已核实恢复
       *[other] 待核实
    }
cli-monitor-none = 没有监测报告
