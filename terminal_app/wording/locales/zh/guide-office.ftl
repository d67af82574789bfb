### 对账、异常、交班、登录的代码

guide-statement-unreadable = 对账单读不懂。
    .title = 对账单读不懂
    .why = 文件不全、不是对账单，或版本更新了。
    .do =
        重新向银行取一份（F8）
        文件不要用表格软件打开再保存
    .call = 联系{ -engineer }
    .safe = { -safe-no-change }

guide-statement-not-signed = 对账单不是银行签发的，或被改动过。
    .title = 对账单签名不对
    .why = 改一个字，签名就不对。
    .do =
        不要用这一份对账
        重新从平台取（F8）
    .call = { -call-bank }
    .safe = { -safe-no-change }

guide-statement-other-store = 这是别的门店的对账单。
    .title = 别店的对账单
    .why = 文件拿错了。
    .do =
        换成本店的
    .call = 银行发错了，拨打 { -hotline }
    .safe = { -safe-no-change }

guide-statement-other-campaign = 对账单是别的活动的，或训练和正式弄混了。
    .title = 别的活动或环境的对账单
    .why = 培训机只对培训的账，正式机只对正式的账。
    .do =
        换成本店当前活动的对账单
    .call = { -call-bank }
    .safe = { -safe-no-change }

guide-statement-digest-wrong = 对账单的校验码和明细对不上。
    .title = 对账单明细不全
    .why = 少了行或改了行。
    .do =
        重新取一份（F8）
        还不对就不要用它对账
    .call = 联系{ -engineer }，并拨打 { -hotline }
    .safe = { -safe-no-change }

guide-statement-other-day = 对账单的日期和要对的不是同一天。
    .title = 不是这一天的对账单
    .why = 文件拿错了，或日期选错了。
    .do =
        换文件，或改日期
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-statement-older = 手里已经有更新的一份，这一份比较旧。
    .title = 对账单旧了
    .why = 当天的对账单还会变；旧的会把后来的漏掉。
    .do =
        用新的那一份
        要最新的：联网按 F8
    .call = { -call-nobody }
    .safe = { -safe-no-change }；对过的结果还在

guide-statement-none = 平台没有这一天的对账单。
    .title = 没有这一天的对账单
    .why = 这一天还没到，或在活动开始以前。
    .do =
        核对日期
    .call = 日期没错，拨打 { -hotline }
    .safe = { -safe-no-change }

guide-statement-silent = 联系不上平台，没有取到对账单。
    .title = 取不到对账单
    .why = 网络不通。
    .do =
        网络好了再按 F8
        有对账单文件的，按 F 从文件读
    .call = 网络通了还不行，联系{ -engineer }
    .safe = { -safe-no-change }

guide-statement-not-compared = 这一天还没有对过账。
    .title = 还没对账
    .why = 要先对账，才有差异可以处理。
    .do =
        后台「3 对账」里按 F8
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-difference-unknown = 这一天的对账结果里没有这个差异。
    .title = 没有这个差异
    .why = 编号抄错了，或重新对账后差异没有了。
    .do =
        照对账结果里的编号
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-difference-settled = 这个差异已经处理过。
    .title = 差异已处理
    .why = 写过备注，两边的记录没有再变。
    .do =
        不用再处理
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-exception-unknown = 异常清单里没有这个编号。
    .title = 没有这条异常
    .why = 编号抄错了，或平台后来确认了，已不算异常。
    .do =
        按 F4 看清单，核对编号
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-exception-settled = 这条异常已经结案。
    .title = 异常已结案
    .why = 结案以后不再改，记录永远保留。
    .do =
        不用再处理
        看经过：exceptions list --all
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-note-empty = 没有写备注。
    .title = 没写备注
    .why = 以后查账的人要知道为什么这样处理。
    .do =
        写明原因和结果，一两句就行
        不要写顾客的姓名、电话、证件号
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-note-too-long = 备注太长。
    .title = 备注太长
    .why = 备注要进流水，长度有限。
    .do =
        写短一些，只写要点
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-sign-in-needed = 还没有人登录。
    .title = 需要登录
    .why = 每一笔都要记是谁办的。
    .do =
        选自己的名字，输 PIN，按 Enter
        命令行加 --operator 工号
    .call = 没有你的名字，找店长
    .safe = { -safe-no-change }

guide-sign-in-wrong = 工号或 PIN 不对。
    .title = 工号或 PIN 不对
    .why = 按错了键，或用了别人的名字。大小写、全角数字也会不对。
    .do =
        重新选名字，重新输 PIN
        关掉中文输入法
        忘记 PIN：请店长重置
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-role-too-low = 收银员不能办这一项。
    .title = 需要店长
    .why = 交班、导出、处理异常要店长或建行外勤负责。
    .do =
        请店长在屏幕上选自己的名字、输 PIN
        你不用退出登录
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-shift-unknown = 没有这一班的交班记录。
    .title = 没有这一班
    .why = 班次号写错了，或那一班还没交。
    .do =
        后台「2 班次」里看已交的班
        或运行 shifts list
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-guide-unknown = 没有这个代码的说明，也没有一页含有这段文字。
    .title = 没有这个代码
    .why = 代码抄错了；代码是小写字母加下划线，例如 code_expired。
    .do =
        看相近的代码
        或运行 coupon-terminal help，列出全部
    .call = 屏幕上真有这个代码，联系{ -engineer }
    .safe = { -safe-no-change }
