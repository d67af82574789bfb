### 小票上的文字。短：58 毫米纸一行只有 16 个汉字。店名、活动名、品名等按原文印。

receipt-title = 消费券核销凭证
receipt-training = 训练 — 非交易凭证
receipt-copy = 副本 { $copy }
receipt-printed = 补打时间

receipt-sale = 订单号
receipt-redemption = 核销号
receipt-at = 核销时间
receipt-terminal = 终端
receipt-operator = 操作员

receipt-items = 商品 / 单价 x 数量
receipt-items-amount = 金额（元）
receipt-serial = SN
receipt-with-coupon = 本行商品用券（1 件）

receipt-gross = 合计（{ $units } 件）
receipt-discount = 消费券抵扣
receipt-payable = 应付
receipt-paid = 实付

receipt-coupon = 消费券
receipt-coupon-type = 单件满 { $threshold } 减 { $face }
receipt-coupon-face = 面值 { $face } 元
receipt-coupon-id = 券号
receipt-round = 轮次
receipt-round-until = 第 { $round } 轮（至 { UNTIL($until) }）
receipt-round-only = 第 { $round } 轮
receipt-state = 核销状态

receipt-offline = 受理时未能联系平台，由本终端按银行规定离线受理，联网后自动上报平台确认，顾客不需要再出示券码。
receipt-exception = 平台事后没有确认这笔核销，由门店与银行核对处理。
receipt-unpaid = 尚未收款，本凭证不作付款证明。

receipt-terms-full-reinstates = 退款须知：{ UNTIL($until) } 前一次全额退款的，本券恢复，可再次使用，有效期不变；超出有效期，或部分退款、拆单退款、撤销交易的，本券视为已使用。消费券不可提现。
receipt-terms-never-reinstates = 退款须知：退款后本券视为已使用，不再恢复。消费券不可提现。
receipt-terms-ask = 退款须知：退款后本券能否再用，以收银台办理退款时的提示为准。消费券不可提现。
receipt-funding = 补贴资金：{ $sources }
receipt-funding-and = 、

receipt-scan = 退款时请出示本凭证，扫码查单
receipt-hotline = 活动咨询 { $hotline }（7×24 小时）
