### 终端自己的代码：登记、换密钥、换机、停用

guide-terminal-replaced = 平台认的已经是另一把密钥，这台电脑上的作废了。
    .title = 终端已换到别处
    .why = 这个终端迁到了另一台电脑，或在别处换过密钥；这里是旧硬盘或旧的拷贝。
    .do =
        不要在这台电脑上收券，到新电脑上收
        这台电脑不要清空、不要重装，也不要删数据目录
        店里没人办过迁移、换密钥的：马上打电话，可能有人拷走了数据
    .call = { -call-tech }
    .safe = 这一单没有核销；这里记下的都还在，但这台电脑传不上去了，没传完的要由建行核对

guide-activation-foreign = 图片里没有激活二维码，或有几个不同的。
    .title = 不是激活二维码
    .why = 拍成了别的码（券码、网址、付款码），或两张激活码拍在了一起。
    .do =
        只拍建行给的那一个激活二维码，整个码都在画面里
        再运行 enrol --qr 图片
        或手工输入：enrol --url 平台地址 --activation-code 激活码
    .call = 没有激活码，联系{ -engineer }
    .safe = 还没有登记；激活码没有用掉，可以再用

guide-open-elsewhere = 另一个窗口正在用这个终端，这一项要独自办。
    .title = 另一个窗口开着
    .why = 换密钥、停用、迁出会让别的窗口手里的密钥和流水作废，所以先要都关掉。
    .do =
        收银界面按 Ctrl+Q 退出
        关掉别的命令窗口
        再运行一次
    .call = 都关了还这样，联系{ -engineer }
    .safe = { -safe-no-change }；密钥没有换，终端没有停用、没有迁出

guide-retire-unfinished = 还有事没办完，终端不能停用。
    .title = 没办完，不能停用
    .why = 停用以后什么都不能再记、再传；没办完的就会悬着。屏幕写了各有几条。
    .do =
        等待上传、没有结果的：联网运行 sync
        异常：exceptions settle 结案；没收款的订单：complete 收款，或 reverse 冲正
        都是 0 再运行 retire；电脑要坏了、来不及的，用 move-out 封存
    .call = 办不完的，联系{ -engineer }
    .safe = 没有停用，终端照常使用；{ -safe-journal }

guide-chain-forked = 平台记着本终端的流水，这里却没有；或平台认的已经是另一把密钥。
    .title = 流水分了岔
    .why = 另一台电脑或一份拷贝用同一个身份接着做过。程序分不清该听谁的，要由人来定。
    .do =
        找到另一台电脑，让它停止收券
        用它最新的数据重新 move-out，在这里换一个空的数据目录 move-in
        两边的数据目录都不要删
    .call = 找不到那一台，拨打 { -hotline }
    .safe = 两边记下的都还在；迁入的这一份不收券、不退款；正在办停用、换密钥的没有办

guide-move-unfinished = 迁入差最后一步：平台还没有确认。
    .title = 迁入没有完成
    .why = 网络不通，或平台没有应答。要平台说没有别的电脑在用这个身份，免得两台一起收。
    .do =
        接好网络
        运行 sync，或再运行一次 move-in
        要再往别处迁的，也先办完这一步
    .call = 网络通了还不行，联系{ -engineer }
    .safe = 数据已经完整到位，等待上传的都在；确认以前这里不收券，迁出文件请留着

guide-move-folder-taken = 要迁入的数据目录里已经有终端，或有别的密钥。
    .title = 目录里已有终端
    .why = 一个目录只能是一台终端；覆盖了，原来没上传的就找不回来。
    .do =
        用 --data-dir 或 --profile 换一个空目录，再 move-in
        不要为了腾地方删掉原来的目录
    .call = 分不清哪个目录在用，联系{ -engineer }
    .safe = { -safe-no-change }；迁出文件也没有动

guide-passphrase-missing = 没有给口令，迁出文件不能写，也不能打开。
    .title = 没有口令
    .why = 提示时直接按了回车，或在脚本里运行却没有设环境变量。
    .do =
        在命令窗口里运行，按提示输入（输入时不显示）
        脚本里：放进环境变量 COUPON_TERMINAL_PASSPHRASE
        不要写在命令里，别人会看到
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-passphrase-short = 口令太短，至少要 12 个字符。
    .title = 口令太短
    .why = 文件里有终端的密钥和流水，短口令别人能试出来。
    .do =
        用几个词连起来的长口令
        记牢；口令和文件分开交给对方
    .call = { -call-nobody }
    .safe = { -safe-no-change }；迁出文件没有写

guide-passphrase-wrong = 口令打不开这个迁出文件。
    .title = 口令不对
    .why = 大小写、空格、中文输入法不对，或拿错了文件；文件开头坏了也是这样。
    .do =
        核对口令，再试
        重新拷贝一份文件，再试
        口令忘了：在原来的数据目录上再 move-out 一次，设新口令
    .call = 原来的电脑也打不开，联系{ -engineer }
    .safe = 文件没有改动，数据没有丢；没有口令谁也打不开，建行也没有口令

guide-sealed-file-foreign = 这个文件不是 move-out 写的。
    .title = 不是迁出文件
    .why = 选错了文件，或只拷了快捷方式、数据目录里的别的文件。
    .do =
        选 move-out 写出的那个文件，再 move-in
    .call = 找不到那个文件：在原来的数据目录上再 move-out 一次
    .safe = { -safe-no-change }

guide-sealed-file-damaged = 迁出文件不完整，或有一处坏了。
    .title = 迁出文件坏了
    .why = 没拷完就拔了 U 盘，网络传断了，或文件被改过。
    .do =
        从原处重新拷贝一份，再 move-in
        还不行：在原来的数据目录上再运行一次 move-out
    .call = 原来的电脑也坏了，联系{ -engineer }
    .safe = 这里什么都没有留下；数据还在原来的目录里，那个目录不要删

guide-key-changed = 终端的密钥刚换过，这个窗口还拿着旧的。
    .title = 窗口拿着旧密钥
    .why = 这个窗口开着的时候，别的窗口换了密钥或办完了迁入。
    .do =
        先不要重扫刚才那张券，也不要收钱
        按 Ctrl+Q 退出，重新打开程序
        看最后一笔的结果，再接着收
    .call = 重开以后还这样，联系{ -engineer }
    .safe = { -safe-journal }；这一步没有记，正在办的那一笔重开就知道结果，不会算两次

guide-terminal-retired = 这台终端办过停用，不再办理业务。
    .title = 终端已办停用
    .why = 店长或外勤运行过 retire；停用以后不能恢复。
    .do =
        到别的终端收券
        这里还能看流水、日报，还能导出
        要在这台电脑收券：用新的激活码，在另一个数据目录登记
    .call = { -call-tech }
    .safe = 停用时没有欠着没办完的事；流水都在，账没结清以前不要删数据目录

guide-terminal-moved-out = 这个终端已经封存迁出，这里不再办理业务。
    .title = 终端已迁出
    .why = 运行过 move-out；两边一起收会把流水弄乱，所以旧的一边先停。
    .do =
        在新电脑上 move-in，到那里收券
        迁出文件丢了、口令忘了：在这里再运行一次 move-out
        新电脑办成以前，不要删这个数据目录
    .call = 两边都用不了，联系{ -engineer }
    .safe = 迁出时等待上传的都在文件里，新电脑会上传；这里的流水还能看

guide-terminal-arriving = 终端刚迁到这里，平台还没有确认，先不能办业务。
    .title = 等平台确认迁入
    .why = 要联网一次，平台说没有别的电脑在用这个身份，才能收券。
    .do =
        接好网络，运行 sync
        成功以后重新打开收银界面
        急着收券的顾客：先到别的终端，或不用券结算
    .call = 网络通了还不行，联系{ -engineer }
    .safe = 数据已经完整到位，等待上传的都在；迁来以后还没有收过券

guide-terminal-forked = 迁入以后平台说这里的流水不全，所以不收券、不退款。
    .title = 流水不全，停办新业务
    .why = 另一台电脑用同一个身份接着做过，那一段没有带过来；或平台认的已经是另一把密钥。
    .do =
        先运行 sync，把等待上传的传上去；没收款的订单照样收款或冲正
        找到那一台，用它最新的数据重新 move-out，迁入一个空目录
        找不到：传完后 retire，请 95533 在平台停用它，再用新激活码在空目录登记
    .call = 传不上去或拿不准，拨打 { -hotline }
    .safe = 这里记下的都还在；平台认另一把密钥时传不上去，由建行核对，不要删数据目录
