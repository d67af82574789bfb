### 为什么不行，接下来怎么做。键是 domain.refusal.Reason，.next 是下一步。
### 可有可无的事实先问 GIVEN；单位写在这里，数字由程序按类型写好。

-hotline = 95533
-other-way = 请顾客换一张券，或不用券结算

## 扫到的是什么

refused-code-foreign = 扫到的不是消费券码
    .next = 请顾客打开建行生活 App 的「我的—票券」，出示消费券码后再扫一次

refused-code-payment = 扫到的是付款码，不是消费券码
    .next = 请顾客先出示建行生活 App「我的—票券」里的消费券码，付款码留到收款时再扫

refused-code-url = 扫到的是网址二维码，不是消费券码
    .next = 请顾客打开建行生活 App 的「我的—票券」，出示消费券码后再扫一次

refused-code-product = 扫到的是商品条码，不是消费券码
    .next = 请扫顾客手机上的消费券码

refused-code-truncated = 读码不完整{ GIVEN($digits) ->
        [yes] {""}（读到 { $digits } 位）
       *[no] {""}
    }
    .next = 请把顾客手机屏幕调亮、对准扫码枪，再扫一次

refused-code-garbled = 读码不完整（校验不符）
    .next = 请把顾客手机屏幕调亮、对准扫码枪，再扫一次

refused-code-misread = 条码没读全
    .next = 请对准条码再扫一次

refused-code-malformed = 券码内容不合格式
    .next = 请顾客在建行生活 App 里刷新券码后再扫一次，仍不行请拨打 { -hotline }

refused-code-wrong-environment = { $environment ->
        [training] 这是训练用券码，正式终端不能使用
        [live] 这是正式券码，训练终端不能使用
       *[other] 这张券码不属于本终端所在的环境
    }
    .next = { $environment ->
        [live] 请到正式终端上核销这张券
       *[other] 请顾客在建行生活 App 里出示正式的消费券码
    }

refused-code-unknown-key = 本终端还没有验证这张券码的密钥{ GIVEN($key) ->
        [yes] {""}（{ $key }）
       *[no] {""}
    }
    .next = 请联网同步后再扫一次，仍不行请拨打 { -hotline }

refused-code-forged = 券码验签不通过，不是银行签发的券码
    .next = 请不要受理；请顾客当面打开建行生活 App 出示消费券码，有疑问请拨打 { -hotline }

refused-code-other-campaign = 这张券不是{ GIVEN($campaign) ->
        [yes] 「{ $campaign }」
       *[no] 本次活动
    }的消费券
    .next = 请顾客出示本次活动的消费券，或不用券结算

refused-code-not-yet = 券码的生成时间{ GIVEN($issued) ->
        [yes] {""}（{ $issued }）
       *[no] {""}
    }比终端时间还晚
    .next = 请先联网校准终端时间，再请顾客在建行生活 App 里刷新券码后再扫一次

refused-code-expired = 券码已过期{ GIVEN($late_s) ->
        [yes] { " " }{ DURATION($late_s) }
       *[no] { GIVEN($expired) ->
            [yes] {""}（有效到 { CLOCK($expired) }）
           *[no] {""}
        }
    }
    .next = 请顾客在建行生活 App 里刷新券码后再扫一次

refused-codes-two = 画面里不止一个消费券码
    .next = 请只留一个券码在画面里，再扫一次

## 柜台上的商品

refused-sale-empty = 订单里还没有商品
    .next = 请先录入商品和成交单价

refused-sale-too-long = 一个订单最多 { $limit } 行商品
    .next = 请把其余商品另开一单

refused-item-unreadable = 商品写法不对：「{ $text }」
    .next = 请写成「品名;单价;数量;序列号」，数量和序列号可以不写

refused-item-unnamed = 商品没有品名
    .next = 请输入品名

refused-price-unreadable = 单价「{ $text }」不是金额
    .next = 请输入以元为单位的数字，最多两位小数，例如 8999 或 8999.50

refused-price-zero = 单价必须大于 0
    .next = 请输入成交单价

refused-quantity-unreadable = 数量「{ $text }」不对
    .next = 请输入 1 到 { GIVEN($limit) ->
        [yes] { $limit }
       *[no] 999
    } 的整数

refused-product-unknown = 商品清单里没有条码 { $barcode }
    .next = 请手工录入品名和单价，并请店长补到商品清单里

refused-list-empty = 商品清单里没有一行能用，原来的清单没有改动{ GIVEN($bad_lines) ->
        [yes] {""}（{ $bad_lines } 行有问题）
       *[no] {""}
    }
    .next = 请按指出的原因改好文件后再导入

## 券和活动规则

refused-coupon-type-unknown = 活动规则里没有这个券种{ GIVEN($type) ->
        [yes] {""}（{ $type }）
       *[no] {""}
    }
    .next = 请联网同步活动规则后再扫一次，仍不行请拨打 { -hotline }

refused-round-unknown = 活动规则里没有这张券的轮次{ GIVEN($round) ->
        [yes] {""}（第 { $round } 轮）
       *[no] {""}
    }
    .next = 请联网同步活动规则后再扫一次，仍不行请拨打 { -hotline }

refused-round-not-started = { GIVEN($round) ->
        [yes] 第 { $round } 轮消费券
       *[no] 这张消费券
    }还没到使用时间{ GIVEN($starts) ->
        [yes] {""}，{ $starts } 起可用
       *[no] {""}
    }
    .next = 请顾客到时间再来，或换一张已经可用的券

refused-round-ended = { GIVEN($round) ->
        [yes] 第 { $round } 轮消费券
       *[no] 这张消费券
    }已过有效期{ GIVEN($ended) ->
        [yes] {""}，有效至 { UNTIL($ended) }
       *[no] {""}
    }
    .next = 这张券不能再用，{ -other-way }

refused-below-threshold = { GIVEN($short) ->
        [yes] 单件最高 { $dearest } 元，未满 { $threshold } 元，差 { $short } 元
       *[no] 没有一件商品达到这张券的门槛
    }
    .next = 满减只看单件价格、不能凑单，请顾客换一张门槛低的券，或不用券结算

refused-coupon-used = 这张券已{ GIVEN($at) ->
        [yes] 于 { $at }{ " " }
       *[no] {""}
    }被核销过{ GIVEN($store) ->
        [yes] {""}（门店 { $store }）
       *[no] {""}
    }
    .next = { -other-way }；顾客有异议请拨打 { -hotline }

refused-coupon-used-here = 这张券已{ GIVEN($at) ->
        [yes] 于 { $at }{ " " }
       *[no] {""}
    }在本终端用过{ GIVEN($sale) ->
        [yes] {""}（订单 { $sale }）
       *[no] {""}
    }
    .next = { -other-way }

refused-coupon-in-progress = 这张券正用在另一笔未结束的订单上{ GIVEN($sale) ->
        [yes] {""}（{ $sale }）
       *[no] {""}
    }
    .next = 请先把那一笔确认收款或冲正，再扫这张券

refused-coupon-resting = 这张券退款后恢复，{ GIVEN($at) ->
        [yes] { $at } 起才能再用
       *[no] 还没到可以再用的时间
    }
    .next = 请顾客到时间再来，或换一张券，或不用券结算

refused-coupon-revoked = 这张券已被银行作废
    .next = { -other-way }；顾客有异议请拨打 { -hotline }

refused-coupon-frozen = 这张券已被银行冻结
    .next = { -other-way }；解冻请顾客拨打 { -hotline }

refused-coupon-unknown = 平台查不到这张券
    .next = 请顾客在建行生活 App 里刷新券码后再扫一次，仍不行请拨打 { -hotline }

refused-coupon-mismatch = 券码上的券种或轮次与平台记录不一致
    .next = 请顾客在建行生活 App 里刷新券码后再扫一次，仍不行请拨打 { -hotline }

refused-serial-required = { GIVEN($item) ->
        [yes] 「{ $item }」
       *[no] 用券的商品
    }还没有录序列号
    .next = 请扫机身或包装上的序列号（SN）后再核销

refused-serial-used = { GIVEN($serial) ->
        [yes] 序列号 { $serial }{ " " }
       *[no] 这台商品
    }已经用过消费券{ GIVEN($sale) ->
        [yes] {""}（订单 { $sale }）
       *[no] {""}
    }
    .next = 一台商品只能用一张券，请核对机身上的序列号；原订单全额退款后可以再用

refused-store-suspended = 本店已被暂停核销{ GIVEN($why) ->
        [yes] ：{ $why }
       *[no] {""}
    }
    .next = 请暂不收消费券（退款照常办理），并请店长拨打 { GIVEN($hotline) ->
        [yes] { $hotline }
       *[no] { -hotline }
    }

refused-campaign-missing = 本终端还没有活动规则
    .next = 请联网同步一次，再核销

## 离线受理

refused-offline-count-reached = 离线受理已到上限：{ $outstanding } 笔待确认，最多 { $limit } 笔
    .next = 请恢复网络，待确认的上传之后再核销，或不用券结算

refused-offline-money-reached = 离线受理金额超限：待确认 { $outstanding } 元，加本单 { $discount } 元，超过 { $limit } 元
    .next = 请恢复网络，待确认的上传之后再核销，或不用券结算

refused-offline-contact-old = 已超过 { $hours } 小时没有联系上平台，不能再离线受理
    .next = 请恢复网络，同步成功后再核销，或不用券结算

refused-offline-campaign-expired = 活动规则已过期{ GIVEN($expired) ->
        [yes] {""}（有效至 { UNTIL($expired) }）
       *[no] {""}
    }，不能离线受理
    .next = 请恢复网络，同步成功后再核销，或不用券结算

refused-clock-untrusted = 终端时间不可信{ GIVEN($now) ->
        [yes] {""}（现在显示 { FULL($now) }）
       *[no] {""}
    }，不能离线受理
    .next = 请恢复网络，终端会自动校时，然后再核销；仍不行请联系建行外勤

## 只有平台说得出的

refused-amounts-wrong = 平台核算的金额与本单不一致{ GIVEN($payable) ->
        [yes] {""}，平台算得抵扣 { $discount } 元、应付 { $payable } 元
       *[no] { GIVEN($refund) ->
            [yes] {""}，平台算得应退 { $refund } 元
           *[no] {""}
        }
    }
    .next = { GIVEN($refund) ->
        [yes] 请联网同步后再办这笔退款，仍不一致请拨打 { -hotline }
       *[no] 请清空订单重新录入再核销，仍不一致请拨打 { -hotline }
    }

refused-upload-too-late = 这笔离线受理上传太晚，超过了银行规定的期限
    .next = 请店长拨打 { -hotline }，与银行核对这一笔

refused-reversed = 这笔核销已经冲正，不再有效
    .next = 如仍要用券，请顾客刷新券码后重新核销

refused-declined-otherwise = 平台拒绝了这一笔{ GIVEN($code) ->
        [yes] {""}（代码 { $code }）
       *[no] {""}
    }
    .next = 请记下代码拨打 { -hotline }；还没付款的顾客可以先不用券结算

## 已有结果的订单

refused-sale-unknown = 本终端没有订单 { $sale }
    .next = 请核对小票上的订单号，或到原来收款的终端上办理

refused-sale-completed = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 这个订单
    }已经收款，不能冲正
    .next = 顾客要退货，请办理退款

refused-sale-reversed = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 这个订单
    }已经冲正
    .next = 如仍要购买，请重新录单、重新扫券

refused-sale-not-accepted = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 这个订单
    }的券没有核销成功
    .next = 请重新扫券核销，或不用券结算

refused-sale-open = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 有一个订单
    }还没有结束
    .next = 请先确认顾客已付款，或冲正这一笔

refused-sale-refunded = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 这个订单
    }已经退过款
    .next = 请查看这个订单的退款记录；只有还没退的商品才能再退

refused-sale-voided = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 这个订单
    }的核销已经撤销过
    .next = 不必再撤销；顾客要退货的，请办理退款，消费券不再恢复

refused-sale-elsewhere = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 这个订单
    }是别的门店卖的，本店不能退
    .next = 请顾客凭小票到原来购买的门店办理退款

refused-refund-empty = 还没有选要退的商品
    .next = 请选要退的商品和件数

refused-refund-line-unknown = 订单里没有第 { $line } 行商品
    .next = 请核对小票，商品从第 1 行数起

refused-refund-too-many = { GIVEN($item) ->
        [yes] 「{ $item }」
       *[no] 要退的商品
    }{ GIVEN($left) ->
        [yes] { $left ->
            [0] 已经全部退过，没有可退的了
           *[other] 只剩 { $left } 件可退{ GIVEN($asked) ->
                [yes] {""}，不能退 { $asked } 件
               *[no] {""}
            }
        }
       *[no] 超过了还没退的件数
    }
    .next = 请查看这个订单的退款记录，改一下件数

refused-refund-disputed = 这个订单在两台收银机上退了同样的商品：已退 { $returned }，实付 { $paid }
    .next = 请店长先处理异常清单里的那一笔，再决定是否退款

refused-refund-in-progress = { GIVEN($sale) ->
        [yes] 订单 { $sale }{ " " }
       *[no] 这个订单
    }有一笔退款正在办理
    .next = 请先同步一次，看到那一笔的结果后再办

## 谁在操作

refused-sign-in-needed = 还没有操作员登录
    .next = 请用工号和 PIN 登录

refused-sign-in-wrong = 工号或 PIN 不对
    .next = 请重新输入；忘记 PIN 请店长重置

refused-record-unknown = 本终端的流水里没有 { $record }
    .next = 可以用订单号、券号、序列号、核销或退款编号来查；请核对编号

refused-entry-unknown = 离线队列里没有编号 { $entry }
    .next = 请在队列列表里核对编号

## 日期

refused-date-unreadable = 看不懂日期「{ $text }」
    .next = 请写成 2024-01-27 这样的日期，或 today（今天）、yesterday（昨天）

refused-span-backwards = 起始日期 { $first } 晚于截止日期 { $last }
    .next = 请把两个日期对调后再试

refused-span-too-long = 日期范围有 { $days } 天，最多 { $days_max } 天
    .next = 请缩短日期范围，分几次查看

## 登记和平台

refused-activation-refused = { $code ->
        [activation_code_unknown] 平台没有这个激活码
        [activation_code_used] 这个激活码已经用过
        [key_enrolled] 本机的密钥已经用另一个激活码登记过
       *[other] 平台没有接受这个激活码{ GIVEN($code) ->
            [yes] {""}（{ $code }）
           *[no] {""}
        }
    }
    .next = { $code ->
        [activation_code_used] 一个激活码只能登记一台终端；请向建行外勤要一个新的
        [key_enrolled] 请用原来的激活码再试；找不到的，请换一个空的数据目录登记
       *[other] 请核对激活码；已用过或已过期的，请向建行外勤要一个新的
    }

refused-activation-foreign = { $found ->
        [0] 这张图片里没有激活二维码
       *[other] 这张图片里有几个不同的激活二维码
    }{ GIVEN($file) ->
        [yes] {""}（{ $file }）
       *[no] {""}
    }
    .next = 请对准建行给的激活二维码重新拍一张，或改用 --activation-code 输入激活码

refused-already-enrolled = 本终端已经登记{ GIVEN($terminal) ->
        [yes] {""}：{ $terminal }{ GIVEN($store) ->
            [yes] {""}，{ $store }
           *[no] {""}
        }
       *[no] {""}
    }
    .next = 不必再登记；要登记到别处，请换一个数据目录

refused-platform-silent = 联系不上平台{ GIVEN($url) ->
        [yes] {""}（{ $url }）
       *[no] {""}
    }{ GIVEN($why) ->
        [yes] ：{ $why }
       *[no] {""}
    }
    .next = 请检查网络和地址后再试，仍不行请联系建行外勤

refused-platform-refused = 平台没有接受这个请求{ GIVEN($code) ->
        [yes] {""}（{ $code }）
       *[no] {""}
    }{ GIVEN($why) ->
        [yes] ：{ $why }
       *[no] {""}
    }
    .next = 请核对内容后再试，仍不行请联系建行外勤
refused-terminal-revoked = 本终端已被平台停用，不能核销
    .next = 请拨打 { $hotline } 联系建行；等待上传的记录会保留

refused-statement-unreadable = 读不懂这份对账单{ GIVEN($problem) ->
        [yes] {""}（{ $problem }）
       *[no] {""}
    }
    .next = 请重新下载对账单后再试，仍不行请联系建行外勤

refused-statement-not-signed = 这份对账单不是建行签发的，或被改动过
    .next = 请重新从平台下载，不要用这份对账

refused-statement-other-store = 这是另一家商户{ GIVEN($store) ->
        [yes] {""}（{ $store }）
       *[no] {""}
    }的对账单
    .next = 请换成本店的对账单

refused-statement-other-campaign = 这份对账单不是本机这个活动、这个环境的（活动 { $campaign }，{ $environment ->
        [live] 正式
       *[other] 培训
    }环境）
    .next = 请换成本店当前活动的对账单；培训机只用培训的，正式机只用正式的

refused-statement-digest-wrong = 对账单的校验码与明细对不上：明细不全或被改动过
    .next = 请重新下载；仍不对请联系建行外勤，不要用它对账

refused-role-too-low = 收银员{ GIVEN($operator) ->
        [yes] {""}（{ $operator }）
       *[no] {""}
    }不能办理这一项，需要店长或建行外勤
    .next = 请店长用自己的工号和 PIN 办理

refused-shift-unknown = 没有第 { $shift } 班的交班记录{ GIVEN($last) ->
        [yes] ，最近一班是第 { $last } 班
       *[no] {""}
    }
    .next = 请运行 shifts list 查看已交的班次

refused-statement-other-day = 这是 { $other } 的对账单，要对的是 { $date }
    .next = 请换成 { $date } 的对账单，或改一下日期

refused-statement-older = { $date } 已有一份更新的对账单（{ FULL($kept) } 出具），这一份是 { FULL($issued) } 的
    .next = 请用较新的那一份；要重新取一份，请联网对账

refused-statement-none = 平台没有 { $date } 的对账单{ $code ->
        [date_in_future] ：这一天还没到
        [date_before_campaign] ：那天活动还没开始
       *[other] {""}
    }
    .next = 请核对日期

refused-statement-silent = 联系不上平台，没有取到 { $date } 的对账单
    .next = 请稍后再试；手头有对账单文件的，可用 reconcile --statement 文件 来对账

refused-statement-not-compared = { $date } 还没有对过账
    .next = 请先运行 reconcile --date { $date }

refused-difference-unknown = { $date } 的对账结果里没有差异 { $difference }
    .next = 请按对账结果里的编号填写

refused-difference-settled = 差异 { $difference } 已经处理过
    .next = 不必再处理；备注可在对账结果里查看

refused-exception-unknown = 异常清单里没有编号 { $entry }
    .next = 请运行 exceptions list 核对编号；平台后来确认了的，已不算异常

refused-exception-settled = 异常 { $entry } 已经结案
    .next = 不必再处理；经过可用 exceptions list --all 查看

refused-note-empty = 还没有写备注
    .next = 请写明原因和处理结果

refused-note-too-long = 备注有 { $found } 个字，最多 { $limit } 个字
    .next = 请写短一些

refused-guide-unknown = 没有「{ $text }」的说明{ GIVEN($near) ->
        [yes] ；相近的代码：{ $near }
       *[no] {""}
    }
    .next = 请核对代码，或运行 coupon-terminal help 列出全部

refused-decision-unknown = 支持包里没有判断 { $decision }
    .next = 包里用的是化名：请在收银台用 bundle --about 编号 查它的化名，或看 decisions.jsonl

refused-decision-unread = 这一次扫到的不是能用的券码（{ $code }），没有可以重算的判断
    .next = 券码文字不会留存；请让顾客打开券码再扫一次

refused-decision-without-campaign = 支持包里没有活动文件第 { $version } 版，不能重算
    .next = 请在那台终端重新生成支持包

refused-bundle-days-wrong = 天数 { $days } 不对，要在 1 到 { $limit } 之间
    .next = 请改一下 --days

refused-health-code-unreadable = 这不是体检码：应有 12 个数字和字母{ GIVEN($length) ->
        [yes] （这里有 { $length } 个）
       *[no] {""}
    }
    .next = 请让对方再念一遍，分三组，每组四个；体检码里没有字母 B D E G I L N O P Q S V Z
refused-health-code-wrong = 体检码不对，念错或记错了一个
    .next = 请让对方再念一遍；1 念「幺」，0 念「洞」

refused-no-usable-answer = 平台一直没有能用的答复{ GIVEN($why) ->
        [yes] （{ $why }）
       *[no] {""}
    }，已由人转交，不再自动上传
    .next = 与银行核对这一笔；平台恢复后在队列里重试
