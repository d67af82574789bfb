### 开通、换机、停用、密钥的代码

guide-terminal-replaced = 这个终端的身份已经在另一台电脑上用，这里不能再核销。
    .title = 身份已迁走
    .why = 有人用迁出文件把终端迁到了别的电脑，平台只认新的那台。
    .do =
        不要在这台电脑上继续收券
        到新电脑上核销
        不是你们迁的，马上打电话
    .call = { -call-bank }
    .safe = { -safe-untouched }；等待上传的记录在新电脑上

guide-activation-foreign = 图片里没有激活二维码，或者有几个不同的。
    .title = 不是一个激活码
    .why = 拍错了图，或把别的二维码也拍进来了。
    .do =
        对准建行给的激活二维码重新拍
        或用 --activation-code 直接输入激活码
    .call = { -call-tech }
    .safe = 没有登记，没有动任何东西

guide-open-elsewhere = 这件事要独占终端，另一个窗口或命令正开着它。
    .title = 另一个窗口在用
    .why = 收银界面没退出，或别的命令还在跑。
    .do =
        收银界面按 Ctrl+Q 退出
        等别的命令跑完
        再办一次
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-retire-unfinished = 停用前，没上传的、没结案的、没收款的都要办完。
    .title = 还有事没办完，不能停用
    .why = 停用以后这里就不能再办了，没办完的会没人管。
    .do =
        联网运行 sync；异常用 exceptions settle 结案
        未收款订单用 complete 或 reverse
        来不及的用 move-out 封存迁出
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-chain-forked = 平台上有本终端的流水，这里没有。
    .title = 同一身份在两处用过
    .why = 另一台电脑用同一个身份接着做过，这里的数据是旧的。
    .do =
        先停用那一台
        用它最新的数据重新迁出、迁入
        找不到那一台，打电话
    .call = { -call-bank }
    .safe = { -safe-journal }；这里不再卖新的，免得一券两用

guide-move-unfinished = 数据已经到位，还差平台确认。
    .title = 迁入还没完成
    .why = 要联网一次，由平台确认没有别的电脑在用这个身份。
    .do =
        接好网络，运行 sync
        或再运行一次 move-in
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-move-folder-taken = 要迁入的目录里已经有一个终端，不会覆盖它。
    .title = 目录里已经有终端
    .why = 目录选错了，或以前登记过。
    .do =
        用 --data-dir 或 --profile 换一个空目录
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-passphrase-missing = 迁出文件要有口令。
    .title = 没有口令
    .why = 没有输入，也没有放在环境变量里。
    .do =
        在提示后输入口令
        脚本用环境变量 COUPON_TERMINAL_PASSPHRASE
        不要写在命令里
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-passphrase-short = 口令太短，容易被猜出来。
    .title = 口令太短
    .why = 文件里有终端密钥，口令要经得住猜。
    .do =
        用几个词连起来的长口令
        口令和文件分开告诉对方
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-passphrase-wrong = 口令不对，或文件开头坏了。
    .title = 口令不对
    .why = 大小写、空格输错，或拷贝时坏了。
    .do =
        核对口令再试
        再拷一份文件
    .call = { -call-tech }
    .safe = 文件没有改动，原来的数据还在

guide-sealed-file-foreign = 选的文件不是 move-out 写出来的。
    .title = 不是迁出文件
    .why = 选错了文件。
    .do =
        选用 move-out 写出的文件
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-sealed-file-damaged = 迁出文件不完整或已损坏。
    .title = 迁出文件坏了
    .why = 没拷完，或介质坏了。
    .do =
        重新拷贝一份再试
        还不行：在原来的数据目录上再运行一次 move-out
    .call = { -call-tech }
    .safe = 原来的数据目录还在，一笔不会丢

guide-key-changed = 终端的密钥刚刚换过，这个窗口还拿着旧的。
    .title = 密钥刚换过
    .why = 别处运行了 rotate-key。
    .do =
        退出程序，重新打开
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-retired = 这个终端已经停用，不再办理业务。
    .title = 终端已办理停用
    .why = 有人运行了 retire，平台已登记。
    .do =
        流水、日报、导出仍可查看
        要再收券：用新激活码在另一个目录登记
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-moved-out = 这个目录已经封存，终端迁到别处去了。
    .title = 终端已迁出
    .why = 有人运行了 move-out，免得两台电脑用同一个身份。
    .do =
        到新电脑上用 move-in 迁入
        迁出文件丢了：在这里再运行一次 move-out
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-arriving = 迁入后还要平台确认一次，才能办理业务。
    .title = 迁入还没确认
    .why = 确认没有别的电脑还在用这个身份。
    .do =
        接好网络，运行 sync
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-forked = 平台上有本终端的流水，这里没有，不能办新业务。
    .title = 身份分叉，停止办理
    .why = 另一台电脑用同一个身份接着做过。
    .do =
        等待上传的可以照常 sync
        用那一台最新的数据重新迁出、迁入
        或上传完后停用，用新激活码登记
    .call = { -call-bank }
    .safe = { -safe-journal }
