### 扫码时的代码

guide-code-foreign = 扫到的二维码不是本次活动的消费券码，程序认不出它是什么。
    .title = 不是消费券码
    .why = 多半是别的应用的二维码、会员码，或商品说明上的码。
    .do =
        请顾客打开建行生活 App，进「我的—票券」，点开这张券
        等券码完整显示，再扫一次
        每次都这样，按 Ctrl+G 做一次扫码枪检测
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-code-payment = 扫到的是付款码（微信、支付宝、银行卡），不是消费券码。
    .title = 扫到付款码
    .why = 顾客先打开了付款页面。付款码不能抵扣，本程序也不用它收钱。
    .do =
        请顾客先出示「我的—票券」里的消费券码，核销
        屏幕显示应付多少以后，再按店里的办法收款
    .call = { -call-nobody }
    .safe = { -safe-untouched }；付款码没有被使用，也没有被保存

guide-code-url = 扫到的是网址二维码，不是消费券码。
    .title = 扫到网址
    .why = 宣传海报、领券页面、商品页的二维码都是网址。领券要在建行生活 App 里领，不在收银台领。
    .do =
        请顾客打开建行生活 App，进「我的—票券」
        点开券，扫券码
    .call = { -call-nobody }
    .safe = { -safe-untouched }；程序没有打开这个网址

guide-code-product = 现在要的是券码，扫到的是商品条码。
    .title = 扫到商品条码
    .why = 扫错了对象。
    .do =
        扫顾客手机上的消费券码
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-code-truncated = 券码只读到一部分，位数不够。
    .title = 读码不完整（位数不够）
    .why = 屏幕太暗、反光、手机晃动，或扫码枪太快丢了字。这不是假券，重扫就好。
    .do =
        请顾客把屏幕调亮，平放不动，扫码枪离开 10 到 20 厘米
        再扫一次
        老是这样，按 Ctrl+G 做扫码枪检测，看丢字和速度两项
    .call = 检测后还不行，联系{ -engineer }
    .safe = { -safe-untouched }

guide-code-garbled = 券码位数对，但校验数字对不上，有一位读错了。
    .title = 读码不完整（校验不符）
    .why = 屏幕脏、反光，或键盘布局、输入法改了字。这不是假券，重扫就好。
    .do =
        擦净屏幕、调亮，再扫一次
        切换到英文输入法
        老是这样，按 Ctrl+G 做扫码枪检测
    .call = 检测后还不行，联系{ -engineer }
    .safe = { -safe-untouched }

guide-code-misread = 商品条码或序列号没有读全，不能用。
    .title = 条码没读全
    .why = 校验位不对，或两次读得不一样：少了或多了一位。
    .do =
        对准整条条码再扫一次
        还不行就把条码下面的数字手工输入
    .call = { -call-nobody }
    .safe = 这个条码没有录进订单；{ -safe-untouched }

guide-code-malformed = 券码读全了，但里面的内容不合规定的格式。
    .title = 券码内容不合格式
    .why = App 版本太旧，或不是建行生活 App 出的码。
    .do =
        请顾客刷新券码，再扫一次
        请顾客更新建行生活 App 后再试
        不行就先不用券结算
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-code-wrong-environment = 训练用的券码拿到了正式终端上，或正式的券码拿到了训练终端上。
    .title = 训练码和正式码弄混了
    .why = 训练和正式是两套：训练券不是钱，正式券不能在训练机上用掉。
    .do =
        看屏幕上方写的是「训练」还是正式
        正式终端：请顾客出示建行生活 App 里的券
        训练终端：只用演示的券；顾客的券到正式终端上核销
    .call = 不知道哪台是正式的，问店长
    .safe = { -safe-untouched }

guide-code-unknown-key = 签这张券码的密钥，本终端还没有，无法验证真假。
    .title = 没有验证这张券码的密钥
    .why = 银行换了密钥而本终端好久没联网，或这张券是别的活动的。
    .do =
        按 F5 同步，等出现「已同步」
        请顾客刷新券码，再扫一次
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-code-forged = 券码的签名不对：不是银行签发的，或内容被改过。
    .title = 验签不通过
    .why = 自己拼的码、改过的码。读错一位会先报「读码不完整」，不会走到这一步。
    .do =
        不要受理，也不要和顾客争执
        请顾客当面打开建行生活 App，点开券，再扫一次
        还是这样，不用券结算，记下时间
    .call = { -call-store-bank }
    .safe = { -safe-untouched }

guide-code-other-campaign = 这是别的活动（别的城市或别的期）的券，本店的活动不认。
    .title = 不是本次活动的券
    .why = 建行生活里各地活动的券样子差不多。
    .do =
        请顾客在「我的—票券」里找本次活动的券
        没有就不用券结算
    .call = 顾客有疑问，拨打 { -hotline }
    .safe = { -safe-untouched }，顾客那张券在它自己的活动里照样能用

guide-code-not-yet = 券码的生成时间比本终端的时间还晚。
    .title = 券码时间比终端晚
    .why = 电脑的时钟慢了，或顾客手机的时间不对。
    .do =
        按 F5 同步，终端会自动校时
        请顾客刷新券码，再扫一次
        不要自己去改电脑时间
    .call = 校时后还这样，联系{ -engineer }
    .safe = { -safe-untouched }

guide-code-expired = 这个券码显示太久，已经失效。券本身没有过期。
    .title = 券码已过期
    .why = 券码约两分钟换一次，截图和别人转发来的都会过期；要顾客本人当面打开。
    .do =
        请顾客在建行生活 App 里刷新券码
        马上再扫一次
        刚刷新的也过期，按 F5 同步让终端校时
    .call = 校时后还这样，联系{ -engineer }
    .safe = { -safe-untouched }，刷新一下还能用

guide-codes-two = 画面里有两个以上的消费券码，不知道用哪一个。
    .title = 不止一个券码
    .why = 一单只能用一张券，程序不替顾客选。
    .do =
        只留一个券码在画面里
        再扫一次
    .call = { -call-nobody }
    .safe = { -safe-untouched }
