### 退款的话。确认之前说的，和办完之后说的，是同一句；平台还没答复的，不说成已经定了。

## 办的是哪一种

refund-story-full = 全额退款：订单里的商品一次全部退回
refund-story-partial = 部分退款：订单里还有商品留给顾客
refund-story-split = 拆单退款：前面已退过一部分，这次退清余下的商品
refund-story-void = 撤销：只取消消费券的核销，商品和货款都不动

## 钱怎么算

refund-story-line = { $item } ×{ $units }  { $price } − 优惠 { $discount } = { $amount }
refund-story-line-plain = { $item } ×{ $units }  { $price }
refund-story-sum = 退给顾客 { $refund } 元
refund-story-no-money = 撤销本身不退钱：退给顾客 0.00 元

## 券怎么样。键是 domain.refund 里的 Clause 和 domain.campaign 里的 Fate。

refund-coupon-full-inside-reinstated = 全额退款，且在有效期内（至 { UNTIL($until) }）：消费券恢复，可再次使用，有效期不变
refund-coupon-full-inside-used = 全额退款，在有效期内（至 { UNTIL($until) }）：按活动规则消费券仍视为已使用，不再恢复
refund-coupon-full-after-reinstated = 全额退款，已过有效期（{ UNTIL($until) }）：按活动规则消费券恢复，有效期不变
refund-coupon-full-after-used = 全额退款，但已过有效期（{ UNTIL($until) }）：消费券视为已使用，不再恢复
refund-coupon-partial-reinstated = 部分退款：按活动规则消费券恢复，有效期不变（至 { UNTIL($until) }）
refund-coupon-partial-used = 部分退款：按活动规则消费券视为已使用，不再恢复
refund-coupon-split-reinstated = 拆单退款：按活动规则全部退清后消费券恢复，有效期不变（至 { UNTIL($until) }）
refund-coupon-split-used = 拆单退款：按活动规则消费券视为已使用，即使全部退清也不再恢复
refund-coupon-void-reinstated = 撤销：按活动规则消费券恢复，有效期不变（至 { UNTIL($until) }）
refund-coupon-void-used = 撤销：按活动规则消费券视为已使用，不再恢复
refund-coupon-forfeited-before-used = 此前的退款或撤销已经定了这张券的去向：这一次不会再恢复消费券
refund-coupon-cycles-spent-used = 这张券已经退款恢复过 { $cycles } 次，达到活动规定的上限：消费券视为已使用，不再恢复
refund-coupon-disputed-used = 平台没有认可这笔核销（异常）：货款照退，消费券不由本店恢复

refund-coupon-rests = 消费券从 { $since } 起才能再用
refund-coupon-too-late = 但有效期不变（{ UNTIL($until) } 止），到时这张券已经不能再用

refund-coupon-awaited = 按活动规则消费券应恢复，有效期不变（至 { UNTIL($until) }）；以平台确认为准
refund-coupon-platform-reinstated = 平台的结果与退款前的提示不同：平台已恢复消费券，有效期不变（至 { UNTIL($until) }）
refund-coupon-platform-used = 平台的结果与退款前的提示不同：平台认定消费券视为已使用（有效期至 { UNTIL($until) }），不再恢复
refund-coupon-not-given-back = 消费券没有因此恢复

refund-story-cycles = 这张券此前已退款恢复过 { $cycles } 次
refund-story-better = { $kind ->
        [void] 顾客要退货的，请改办全额退款
       *[other] 如果改为一次全额退款
    }：消费券可以恢复，有效期不变（至 { UNTIL($until) }）

## 办完之后

refund-done-requested = { $kind ->
        [void] 撤销正在办理
       *[other] 退款正在办理
    }
refund-done-confirmed = { $kind ->
        [void] 撤销已完成，平台已确认
       *[other] 退款已完成，平台已确认
    }
refund-done-waiting-reinstated = { $kind ->
        [void] 撤销已受理，券恢复待平台确认
       *[other] 退款已受理，券恢复待平台确认
    }
refund-done-waiting-used = { $kind ->
        [void] 撤销已受理，待平台确认
       *[other] 退款已受理，待平台确认
    }
refund-done-declined = { $kind ->
        [void] 平台拒绝了这次撤销，什么也没有改变
       *[other] 平台拒绝了这笔退款，没有退钱
    }
refund-done-exception = { $kind ->
        [void] 撤销已受理，但平台事后没有认可：列为异常，由店长与银行核对
       *[other] 退款已付给顾客，但平台事后没有认可：列为异常，由店长与银行核对
    }

## 一两个字的券状态

coupon-reinstated = 已恢复
coupon-awaited = 恢复待平台确认
coupon-used = 视为已使用
coupon-not-given-back = 未恢复

## 退款凭证。58 毫米纸一行只有 16 个汉字。

slip-refund-title = 退款凭证
slip-void-title = 消费券撤销凭证
slip-refund = 退款号
slip-refund-at = 退款时间
slip-void = 撤销号
slip-void-at = 撤销时间
slip-refund-kind = 方式
slip-refund-items = 退回商品 / 单价 x 数量
slip-refund-discount = 减：消费券优惠
slip-refund-line-sum = 小计
slip-refund-sum = 退给顾客（{ $units } 件）
slip-refund-state = 退款状态
slip-void-state = 撤销状态
slip-refund-coupon-state = 券状态
slip-refund-no-cash = 消费券不可提现
slip-refund-scan = 凭本凭证扫码可查原订单
