### 日志的行首：ports.log.What 和流水的种类（domain.event.Kind）。事实照代码写，不翻译。

log-what-program-started = 程序启动
log-what-program-ended = 程序结束
log-what-defect = 程序缺陷
log-what-refused = 不予办理
log-what-trouble = 环境故障
log-what-request = 请求平台
log-what-synced = 同步
log-what-sign-in-failed = 登录失败
log-what-slip-unprinted = 小票没写成
log-what-scanner-found = 扫码枪接上
log-what-scanner-lost = 扫码枪断开
log-what-scanner-overlong = 扫码过长
log-what-store-upgraded = 升级数据文件
log-what-lines-dropped = 日志有缺行

log-what-enrolled = 登记终端
log-what-signed-in = 登录
log-what-campaign-adopted = 启用活动文件
log-what-standing-learned = 门店状态
log-what-redemption-requested = 请求核销
log-what-redemption-confirmed = 在线确认
log-what-redemption-declined = 平台拒绝
log-what-redemption-accepted-offline = 离线受理
log-what-redemption-reversed = 冲正
log-what-exception-raised = 成为异常
log-what-sale-completed = 顾客已付款
log-what-notice-answered = 冲正有答复
log-what-sale-fetched = 取回订单
log-what-refund-requested = 请求退款
log-what-refund-confirmed = 退款确认
log-what-refund-declined = 退款被拒绝
log-what-refund-accepted-offline = 退款待确认
log-what-refund-exception-raised = 退款成为异常
log-what-exception-noted = 处理异常
log-what-shift-closed = 交班
log-what-statement-compared = 核对对账单
log-what-difference-settled = 差异处理完毕

log-level-info = 全部
log-level-warning = 注意
log-level-error = 错误
log-none = 没有这样的日志
log-more = 更早的没有列出
log-unreadable = { $count } 行读不了

log-title = 日志  { $day }  { $level }  { $count } 行
log-every-day = 全部日期
log-filter = 输入文字筛选，例如 refused、code=、编号
log-no-story = 这一行没有可以查的编号
screen-where-log = 日志
screen-do-log = 日志
screen-do-log-help = 程序在这里做过什么，可以按文字、级别、日期筛选
screen-do-log-story = 来龙去脉
screen-do-log-story-help = 这一行里的订单、核销、退款的全部经过
screen-do-log-level = 级别
screen-do-log-level-help = 全部、注意、错误轮换
screen-do-log-before = 前一天
screen-do-log-before-help = 只看前一天
screen-do-log-after = 后一天
screen-do-log-after-help = 只看后一天；最后一天以后是全部日期
screen-do-leave-log = 返回
screen-do-leave-log-help = 回到柜台
