### 队列里由人办的、支持包、重算、体检码的代码

guide-entry-answered = 这一条平台已经答复，不用转交。
    .title = 平台已经答复
    .why = 你在看的时候，它自动传上去了。
    .do =
        按 Enter（或 explain 编号）看平台怎么答复
        平台不接受的，到「异常」里处理
    .call = { -call-nobody }
    .safe = { -safe-no-change }；结果照平台的答复

guide-entry-held = 这一条已经转交给人，不再自动上传。
    .title = 已经转交
    .why = 有人写了情况转交过，正等人处理。
    .do =
        按 F4，在异常里看写了什么、谁在办
        要再上传：在队列里选它，按 R 重试
    .call = { -call-store }
    .safe = { -safe-no-change }；它留在队列里，不会删，离线限额照算

guide-entry-undecided = 这一条还没有结果，不能转交。
    .title = 还没有结果
    .why = 正在问平台，或上次没办完程序就断了；有了结果才谈得上转交。
    .do =
        等几秒再看
        还这样：退出程序重新打开，它会把这一条办完
        再看队列；平台还是没有答复的，这时可以转交
    .call = 重开以后还这样，联系{ -engineer }
    .safe = 没有结果以前不给优惠、不退钱；记录已经在，不会办两次

guide-entry-unanswered = 平台还没有答复这一条，不能结案。
    .title = 没有答复，不能结案
    .why = 它算不算数只有平台说得出；先结了案，账就可能两边不一样。
    .do =
        后台「4 异常」里写备注（N），或转交银行（B），请银行查
        平台恢复后在队列里按 R 重试
        有了答复：平台认了的自动了结，不认的再结案
    .call = 店长拨打 { -hotline }
    .safe = { -safe-no-change }；它留在队列和异常里，不会删

guide-no-usable-answer = 平台一直没有能用的答复，有人把这一条转交了，不再自动上传。
    .title = 没有能用的答复
    .why = 平台答的看不懂、签名不对，或总是出错；一条卡住会连累别的，所以交给人办。
    .do =
        店长看备注，拿小票和流水跟银行核对这一笔
        平台恢复后在队列里按 R 重试；有了答复自动了结
    .call = 店长拨打 { -hotline }
    .safe = 给过的优惠、退过的钱不向顾客追；平台认不认还不知道。记录在队列里，同一张券后面的也跟着等

guide-decision-unknown = 支持包里没有这个判断。
    .title = 包里没有这个判断
    .why = 包里用的是化名，不是原来的编号；每个包的化名都不同，也可能那一笔不在这几天里。
    .do =
        在收银台生成时加 --about 编号，屏幕会说它在包里的化名
        或在 decisions.jsonl 里找 decision_id
        日子不够：加大 --days 重新生成
    .call = { -call-nobody }
    .safe = { -safe-no-change }；重算只是看，不动账

guide-decision-unread = 那一次扫到的不是能用的券码，没有可以重算的。
    .title = 没有可重算的
    .why = 在读码这一步就拒绝了，活动规则还没用上；券码文字不留存，所以不能再读一遍。
    .do =
        看屏幕括号里的代码：help 代码
        要再查：请顾客打开券码，当面再扫一次
    .call = { -call-nobody }
    .safe = { -safe-no-change }；那一次没有核销

guide-decision-without-campaign = 支持包里缺这个判断用的那一版活动文件。
    .title = 包里缺活动文件
    .why = 那台终端没有带上这一版，或本程序读不懂它；没有当时的规则，重算就作不得准。
    .do =
        在那台终端重新生成支持包
        用和那台终端同一版的程序重算
    .call = 还是缺，联系{ -engineer }
    .safe = { -safe-no-change }；重算只是看，不动账

guide-bundle-days-wrong = 支持包的天数要在 1 到 200 之间。
    .title = 天数不对
    .why = --days 写成了 0、负数，或太大。
    .do =
        改一下 --days；不写就是最近 7 天
    .call = { -call-nobody }
    .safe = { -safe-no-change }；没有写支持包

guide-health-code-unreadable = 这不是体检码：体检码是 12 个数字和字母。
    .title = 不是体检码
    .why = 少记或多记了一个，或记成了体检码里没有的字母。
    .do =
        请对方分三组再念一遍，每组四个，1 念「幺」，0 念「洞」
        字母只有 A C F H J K M R T U W X Y；大小写、横线、空格都不要紧
    .call = { -call-nobody }
    .safe = { -safe-no-change }；体检码里没有账，也没有顾客信息

guide-health-code-wrong = 体检码是 12 个，但对不上，有一个念错或记错了。
    .title = 体检码不对
    .why = 错一个字、颠倒两个字都会认出来；对方的程序比这边新，也会这样。
    .do =
        请对方分三组再念一遍
        念得一样还不对：把这边的程序升级到同一版
    .call = { -call-nobody }
    .safe = { -safe-no-change }；体检码里没有账，也没有顾客信息

guide-bundle-unsafe = 支持包里查到了不该带走的内容，所以没有写。
    .title = 支持包不安全，没有写
    .why = 这是程序的缺陷：化名没有换干净。屏幕写了在哪一部分、是哪一类，不写内容本身。
    .do =
        把屏幕上的那句话报给外勤
        不要自己打包数据目录代替：里面有密钥、姓名和没换过的券号
        急的话先运行 doctor，在电话里报体检码
    .call = 联系{ -engineer }
    .safe = 没有文件带出去；{ -safe-journal }

guide-bundle-unreadable = 支持包打不开，不能重算。
    .title = 支持包打不开
    .why = 没拷完、解压过再打包、改过内容，别的版本写的，或根本不是支持包。屏幕写了哪里不对。
    .do =
        用 bundle --out 生成的原文件，重新拷贝一份
        还不行：用同一版程序，或在那台终端重新生成
        来历不明的文件不要再试
    .call = 联系{ -engineer }
    .safe = { -safe-no-change }；文件里的东西没有写到这台电脑上
