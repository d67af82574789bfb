### 已有结果的订单、退款的代码

guide-sale-unknown = 本终端没有这个订单。
    .title = 没有这个订单
    .why = 订单号抄错了，或是别的终端卖的而现在联系不上平台。
    .do =
        扫小票上的码，不要手抄
        本店别的终端卖的：联网后再扫
        别的门店卖的：到那家店办
    .call = { -call-store }
    .safe = { -safe-refund-not }

guide-sale-completed = 这个订单已经收款，不能冲正。
    .title = 已收款，不能冲正
    .why = 冲正只用在顾客没付款的订单上；收了款要走退款。
    .do =
        顾客退货：按 F10 办退款
        不退货：什么都不用做
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-sale-reversed = 这个订单已经冲正，等于没有卖。
    .title = 订单已冲正
    .why = 顾客没有付款，或没有等到结果。
    .do =
        还要买：重新录商品、重新扫券
    .call = { -call-nobody }
    .safe = 没有收钱；券没有用掉

guide-sale-not-accepted = 这个订单的券没有核销成功。
    .title = 券没有核销成功
    .why = 被平台拒绝，或还没有结果。
    .do =
        重新扫券核销
        或不用券结算
    .call = { -call-nobody }
    .safe = 没有给优惠；券没有用掉

guide-sale-open = 有一个订单还没有说顾客付没付款。
    .title = 有订单没结束
    .why = 每一单都要有结果，不然账对不上。
    .do =
        付了款：按 F8
        没付款：按 F7，券恢复未使用
    .call = { -call-nobody }
    .safe = 核销已经记下，不会丢；等你说钱收没收

guide-sale-refunded = 这个订单的商品已经退过。
    .title = 已经退过款
    .why = 每一件只能退一次；另一台终端退的也算。
    .do =
        看屏幕上的退款记录
        只退还没退的那些
    .call = { -call-store }
    .safe = { -safe-refund-not }；以前退的不变

guide-sale-voided = 这个订单的核销已经撤销过。
    .title = 已经撤销
    .why = 撤销只取消核销，不退货也不退钱，只做一次。
    .do =
        不用再撤销
        顾客要退货：办退款，券不再恢复
    .call = { -call-store }
    .safe = 没有再退钱；券仍视为已使用

guide-sale-elsewhere = 这个订单是别的门店卖的。
    .title = 别的门店的订单
    .why = 活动规定谁卖的谁退。
    .do =
        请顾客凭小票到原来的门店
    .call = 顾客有疑问，拨打 { -hotline }
    .safe = { -safe-refund-not }

guide-refund-empty = 还没有选要退的商品。
    .title = 没有选商品
    .why = 件数都是 0。
    .do =
        ↑↓ 选商品，←→ 改件数
        全部退按 F7
    .call = { -call-nobody }
    .safe = { -safe-refund-not }

guide-refund-line-unknown = 订单里没有这一行商品。
    .title = 没有这一行
    .why = 行号从 1 数起，照小票的顺序。
    .do =
        核对小票再写行号
    .call = { -call-nobody }
    .safe = { -safe-refund-not }

guide-refund-too-many = 要退的件数比还能退的多。
    .title = 退的件数太多
    .why = 已经退过一部分，可能在另一台终端上退的。
    .do =
        看退款记录
        改小件数
    .call = { -call-store }
    .safe = { -safe-refund-not }

guide-refund-disputed = 这个订单在两台收银机上退了同样的商品。
    .title = 两台终端退了同样的货
    .why = 断网时两边都不知道对方退过；退的合起来比付的还多。
    .do =
        先不要再退
        店长按 Ctrl+T，在「异常」里看两边的记录
        查清哪一笔真的退了货、退了钱
    .call = 先找店长；与银行核对拨打 { -hotline }
    .safe = 这一步没有再退钱；已经退的两笔都有记录

guide-refund-in-progress = 这个订单有一笔退款还没有结果。
    .title = 退款正在办
    .why = 上一笔退款还没记下结果，或正在上传。
    .do =
        按 F5 同步，看那一笔的结果
        再决定退不退
    .call = 同步以后还这样，联系{ -engineer }
    .safe = { -safe-refund-not }；那一笔不会办两次
