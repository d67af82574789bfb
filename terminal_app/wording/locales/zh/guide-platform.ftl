### 平台的答复、登记、日期的代码

guide-amounts-wrong = 平台算出的金额和本单不一样。
    .title = 金额不一致
    .why = 活动规则刚改过，或另一台终端已经退过一部分。
    .do =
        按 F5 同步
        核销：清空订单重新录入，再核销
        退款：重新打开这笔订单再办
    .call = { -call-bank }
    .safe = 平台没有入账；这一单没有核销，退款也没有办成

guide-upload-too-late = 离线受理的这一笔上传得太晚，平台不认了。
    .title = 上传太晚
    .why = 有效期结束后只留一段宽限时间（活动文件规定，通常 72 小时）来上传。
    .do =
        店长按 Ctrl+T，在「异常」里接手这一笔
        带着小票和流水跟银行核对
    .call = 店长拨打 { -hotline }
    .safe = 顾客的优惠已经给了，不向顾客要；这笔钱由本店先垫着，记录在异常里

guide-reversed = 这笔核销已经冲正，等于没有发生过。
    .title = 已冲正
    .why = 没有等到结果，或顾客没有付款。
    .do =
        要用券就请顾客刷新券码，重新核销
    .call = { -call-nobody }
    .safe = 券没有用掉；顾客没有付钱

guide-declined-otherwise = 平台拒绝了这一笔，代码是本程序不认识的。
    .title = 平台拒绝（其他原因）
    .why = 平台有了新的规定，或记录有问题。屏幕上有平台的代码。
    .do =
        记下代码和时间
        还没付款的顾客先不用券结算
    .call = 拨打 { -hotline }，报出代码
    .safe = 没有核销，钱没有收；已经离线给过优惠的，在异常里

guide-record-unknown = 本终端的流水里没有这个编号。
    .title = 查不到这个编号
    .why = 抄错了一位，或是别的终端办的。
    .do =
        核对编号（24 位的以 9 开头）
        到原来的终端上查
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-entry-unknown = 离线队列里没有这个编号。
    .title = 队列里没有这一条
    .why = 抄错了编号，或这一条不需要上传。
    .do =
        按 F3 看队列，核对编号
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-date-unreadable = 看不懂这个日期。
    .title = 日期写法不对
    .why = 要写成 2024-01-27 这样，或 today、yesterday。
    .do =
        重新写日期
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-span-backwards = 开始日期比结束日期还晚。
    .title = 日期反了
    .why = 两个日期写反了。
    .do =
        对调两个日期
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-span-too-long = 日期范围太长。
    .title = 日期范围太长
    .why = 一次最多看 400 天，免得柜台等太久。
    .do =
        缩短范围，分几次看
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-activation-refused = 平台没有接受激活码。
    .title = 激活码不对
    .why = 抄错了、别的终端已经用过，或过期了。
    .do =
        核对激活码，注意 0 和 O、1 和 I
        已经用过的，要一个新的
    .call = { -call-tech }
    .safe = 还没有登记；本机的密钥留着，再登记时还用它

guide-already-enrolled = 这个数据目录已经登记过终端。
    .title = 已经登记
    .why = 一个目录只能是一台终端，否则流水会混在一起。
    .do =
        不用再登记，直接用
        要登记到别处，用 --data-dir 换一个目录
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-platform-silent = 联系不上平台。
    .title = 平台没有应答
    .why = 网络断了、地址写错、上网要先登录网页，或平台在维护。
    .do =
        看别的网页能不能打开
        登记时：核对地址，要 https 开头
        收银时：照常收，限额内会离线受理
    .call = 网络通了还不行，联系{ -engineer }
    .safe = { -safe-journal }

guide-platform-refused = 平台没有接受这个请求。
    .title = 平台不接受请求
    .why = 内容不合平台的要求；屏幕上有平台的代码。
    .do =
        核对刚才写的内容
        再试一次
    .call = 联系{ -engineer }，报出代码
    .safe = { -safe-no-change }
