### 券和活动规则的代码

guide-coupon-type-unknown = 本终端的活动规则里没有这个券种。
    .title = 没有这个券种
    .why = 银行新加了券种，本终端的规则还是旧的。
    .do =
        按 F5 同步
        再扫一次
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-round-unknown = 本终端的活动规则里没有这张券的轮次。
    .title = 没有这一轮
    .why = 银行新放了一轮，本终端的规则还是旧的。
    .do =
        按 F5 同步
        再扫一次
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-round-not-started = 这一轮的券还没到使用时间。
    .title = 这一轮还没开始
    .why = 每轮券有开始时间，按柜台上核销的那一刻算。
    .do =
        告诉顾客屏幕上写的开始时间
        换一张已经能用的券，或到时间再来
    .call = 顾客有疑问，拨打 { -hotline }
    .safe = { -safe-untouched }，到时间照样能用

guide-round-ended = 这一轮的券过了有效期，不能再用。
    .title = 券已过有效期
    .why = 按柜台上核销的那一刻算；「2月1日 24:00」就是那天午夜，过一秒也不行。恢复的券有效期也不延长。
    .do =
        请顾客换一张下一轮的券
        没有就不用券结算
    .call = 顾客有疑问，拨打 { -hotline }
    .safe = 没有核销，也没有收钱；券是过期，不是被用掉

guide-below-threshold = 没有一件商品的单价达到这张券的门槛。
    .title = 未满门槛
    .why = 只看单件成交价：两件凑不起来，差一分也不行，正好等于可以。屏幕写了最高一件是多少、差多少。
    .do =
        核对单价录得对不对：店内优惠之后、用券之前
        换一张门槛低的券
        或不用券结算；不要为了够门槛改高单价
    .call = 顾客有疑问，拨打 { -hotline }
    .safe = { -safe-untouched }，以后买够门槛的商品还能用

guide-coupon-used = 平台记录这张券已经在某处核销过。
    .title = 券已被用过
    .why = 一张券只能用一次。屏幕写了时间和门店。
    .do =
        请顾客在「我的—票券」里看使用记录
        换一张券，或不用券结算
    .call = 顾客说没用过，请顾客拨打 { -hotline }
    .safe = 这一单没有核销，没有多扣一次，钱也没有收

guide-coupon-used-here = 这张券在本终端用过了。
    .title = 券在本终端用过
    .why = 本终端记得自己用过的每一张券，断网、重启都记得。
    .do =
        按屏幕上的订单号看那一单（F10 查）
        如果就是刚才这位顾客，券已经生效，不用再扫
        否则换一张券，或不用券结算
    .call = 顾客有异议，拨打 { -hotline }
    .safe = 没有扣第二次；那一单的优惠已经给过

guide-coupon-in-progress = 这张券正用在另一笔还没结束的订单上。
    .title = 券在另一笔订单上
    .why = 上一单没有说顾客付没付款，或还在等结果。
    .do =
        回到那一单：付了款按 F8，没付款按 F7
        按 F7 以后券马上能再用
    .call = 找不到那一单，联系{ -engineer }
    .safe = 没有扣第二次；券的去向在那一单上

guide-coupon-resting = 券因退款恢复了，但还没到可以再用的时间。
    .title = 恢复的券还不能用
    .why = 活动规定退款后过一段时间才能再用；屏幕写了从几点起。
    .do =
        告诉顾客几点起可以再用
        或换一张券，或不用券结算
    .call = 顾客有疑问，拨打 { -hotline }
    .safe = { -safe-untouched }，到时间可以用

guide-coupon-revoked = 银行把这张券作废了。
    .title = 券已作废
    .why = 银行查明领券有问题，或券发错了。原因只有银行知道。
    .do =
        不要受理
        换一张券，或不用券结算
    .call = 请顾客拨打 { -hotline } 问原因
    .safe = 没有核销，钱没有收

guide-coupon-frozen = 银行暂时冻结了这张券。
    .title = 券被冻结
    .why = 银行正在核查。解冻以后还能用，有效期不变。
    .do =
        先不要用这张券
        换一张券，或不用券结算
    .call = 解冻请顾客拨打 { -hotline }
    .safe = { -safe-untouched }

guide-coupon-unknown = 平台查不到这张券。
    .title = 平台没有这张券
    .why = 券还没同步到平台，或不是本次活动的。
    .do =
        请顾客刷新券码，再扫一次
        不行就不用券结算
    .call = { -call-bank }
    .safe = 没有核销，钱没有收

guide-coupon-mismatch = 券码上写的券种或轮次，和平台记录的不一样。
    .title = 券种或轮次对不上
    .why = 券码太旧，或被改过。
    .do =
        请顾客刷新券码，再扫一次
        还不行，不要受理
    .call = { -call-bank }
    .safe = 没有核销，钱没有收

guide-serial-required = 用券的那一件还没有录序列号，活动规定要录。
    .title = 还没录序列号
    .why = 一台商品只能享受一次，靠序列号来认。
    .do =
        扫机身或包装上的序列号（SN）
        扫不出就手工输入
        再按 F9
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-serial-used = 这个序列号的商品已经用过消费券。
    .title = 这台商品用过券
    .why = 一台商品只能用一张券；那一单全额退款以后才能再用。
    .do =
        核对机身上的序列号，录错了就改过来
        录得对：这一单不能用券
        原订单退货的，先办全额退款
    .call = { -call-store }
    .safe = { -safe-untouched }

guide-store-suspended = 银行暂停了本店的核销。
    .title = 本店暂停核销
    .why = 平台在核查（常见是套利嫌疑）。屏幕上有银行写的原因。断网也不能核销。
    .do =
        不收消费券，其余照常卖
        退款照常办理
        请店长准备这几天的订单和出库单
    .call = 店长拨打 { -hotline }
    .safe = 以前核销的都算数；等待上传的照常上传；顾客的券没有动

guide-terminal-revoked = 银行停用了这台终端。
    .title = 终端已停用
    .why = 换机、遗失或密钥停用之后，平台不再认这台终端。
    .do =
        换一台终端收券
        这台电脑不要清空、不要重装
    .call = { -call-tech }
    .safe = { -safe-journal }；这一单没有核销

guide-campaign-missing = 本终端还没有活动规则，不知道怎么抵扣。
    .title = 没有活动规则
    .why = 登记以后还没有联网同步过。
    .do =
        接好网络，按 F5 同步
        再核销
    .call = 同步不了，联系{ -engineer }
    .safe = { -safe-untouched }
