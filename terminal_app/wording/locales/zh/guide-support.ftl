### 队列工具、支持包、重算、体检码的代码

guide-entry-answered = 这条记录平台已经有答复，不用转交。
    .title = 平台已经答复
    .why = 可能刚刚同步上去了，清单还没刷新。
    .do =
        用 explain 看平台怎么答复
        按 F5 刷新
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-entry-held = 这条记录已经由人转交，程序不再自动上传。
    .title = 已经转交
    .why = 有人在队列里按了转交，留了备注。
    .do =
        在异常清单（F4）里看备注、跟进
        要再上传：在队列里按 R 重试
    .call = { -call-store }
    .safe = { -safe-journal }

guide-entry-undecided = 这条记录还没有结果，不能转交。
    .title = 还没有结果
    .why = 正在办理，或者上次程序没办完就断了。
    .do =
        等它办完
        一直这样：退出程序再打开，会接着办完
    .call = { -call-store }
    .safe = { -safe-journal }

guide-entry-unanswered = 这条是转交出来的，平台还没有答复，不能结案。
    .title = 平台还没答复，不能结案
    .why = 结了案，这笔账就没人管了；平台以后可能答复。
    .do =
        可以写备注，或转交银行
        平台恢复后在队列里重试
        有了答复再结案
    .call = { -call-store-bank }
    .safe = { -safe-journal }

guide-no-usable-answer = 这条记录传上去，平台总没有一个能用的答复，已由人转交。
    .title = 平台一直没有能用的答复
    .why = 平台那边有故障，或这条记录平台认不了。
    .do =
        与银行核对这一笔
        平台恢复后在队列里重试
        别的记录照常上传
    .call = { -call-store-bank }
    .safe = { -safe-journal }；这一笔仍算在离线额度里

guide-decision-unknown = 支持包里找不到这个编号的判断。
    .title = 支持包里没有这个判断
    .why = 包里全是化名，真编号查不到；或者那次判断在取的天数以外。
    .do =
        在收银台运行 bundle --about 编号，得到化名
        或在 decisions.jsonl 里找
        天数不够：用 --days 重新生成
    .call = { -call-tech }
    .safe = 没有动终端上的任何东西

guide-decision-unread = 那一次扫到的不是能用的券码，没有用上规则。
    .title = 没有可重算的判断
    .why = 不是券、读不全或验签不过的码，只记原因，不留文字。
    .do =
        看记录里的原因代码，用 help 查它
        请顾客打开券码再扫一次
    .call = { -call-nobody }
    .safe = 没有动终端上的任何东西

guide-decision-without-campaign = 重算要用当时的活动文件，这个包里没有。
    .title = 包里没有那一版活动文件
    .why = 那时终端还没有活动文件，或者包被人动过。
    .do =
        在那台终端重新生成支持包再试
    .call = { -call-tech }
    .safe = 没有动终端上的任何东西

guide-bundle-days-wrong = 支持包的天数要在 1 到 200 之间。
    .title = 天数不对
    .why = --days 写错了。
    .do =
        改一下 --days 再运行
    .call = { -call-nobody }
    .safe = 没有写任何文件

guide-health-code-unreadable = 体检码是 12 个数字和字母，这一串不是。
    .title = 这不是体检码
    .why = 少听、多听了几个，或用了体检码里没有的字母。
    .do =
        请对方再念一遍，分三组，每组四个
        没有这些字母：B D E G I L N O P Q S V Z
    .call = { -call-tech }
    .safe = 没有动终端上的任何东西

guide-health-code-wrong = 长度对，但校验不对，有字念错或记错了。
    .title = 体检码念错了
    .why = 一个字错、两个字颠倒，都会被认出来。
    .do =
        请对方再念一遍
        1 念「幺」，0 念「洞」
    .call = { -call-tech }
    .safe = 没有动终端上的任何东西

guide-bundle-unsafe = 写入前又查了一遍，查到不该带走的内容，所以不写。
    .title = 支持包没有写入
    .why = 这是程序的缺陷，清单里漏了一处。
    .do =
        把屏幕上的话报给技术支持
        不要手工打包数据目录代替
    .call = { -call-tech }
    .safe = 没有写任何文件，没有泄露

guide-bundle-unreadable = 这个文件不是支持包，或者被改过。
    .title = 支持包打不开
    .why = 选错了文件，解压后又打包，或拷贝时坏了。
    .do =
        用 bundle --out 生成的原文件
        不行：在终端上重新生成
    .call = { -call-tech }
    .safe = 没有动终端上的任何东西
