### 机器、文件、网络的故障

guide-not-enrolled = 这个数据目录里没有登记过的终端。
    .title = 还没登记
    .why = 新电脑还没登记，或 --data-dir 指错了地方。
    .do =
        核对数据目录
        新终端：coupon-terminal enrol，输入平台地址和激活码
    .call = { -call-tech }
    .safe = 没有动任何东西；以前登记过的目录原样还在

guide-settings-unreadable = 设置文件 settings.toml 有一处读不了。
    .title = 设置读不了
    .why = 写错了一个字、一个引号，或用了不认识的项。屏幕写了文件和哪一项。
    .do =
        用记事本打开那个文件，改那一项
        改不好：把文件改名，程序用默认设置
    .call = 联系{ -engineer }
    .safe = { -safe-journal }；设置里没有账

guide-storage-full = 磁盘满了，没法再记账，所以不收券。
    .title = 磁盘已满
    .why = 电脑的硬盘没有空间。记不下的就不算，免得给了优惠没有账。
    .do =
        先别重扫刚才那张券：记下了的话结果会再显示
        删掉不用的文件，清空回收站；不要动数据目录
        按 F5 同步，再收下一张
    .call = 不会清，联系{ -engineer }
    .safe = { -safe-journal }；没有记下的那一笔等于没有发生

guide-storage-read-only = 流水文件不能写。
    .title = 流水写不了
    .why = 文件夹权限变了，U 盘写保护，或杀毒软件拦住了。
    .do =
        先不收券，其余照常卖
        查文件夹的写入权限
    .call = 联系{ -engineer }
    .safe = { -safe-journal }

guide-storage-damaged = 流水文件坏了，或被删除、调换。
    .title = 流水损坏
    .why = 硬盘出错、断电时没写完，或有人动了文件。
    .do =
        停止收券
        不要删除、移动、恢复备份，也不要重装
        保持电脑开着，等外勤来
    .call = 马上联系{ -engineer }
    .safe = 已经上传的在平台上；没上传的在这个文件里，所以不要动它

guide-storage-newer = 流水文件是更新的版本写的，这个程序太旧。
    .title = 程序比流水旧
    .why = 装回了旧版程序。
    .do =
        装新版程序再打开
        不要删流水文件
    .call = 联系{ -engineer }
    .safe = { -safe-journal }

guide-storage-engine-too-old = 电脑上的 SQLite 太旧或缺部件，打不开流水。
    .title = SQLite 太旧
    .why = 装的 Python 版本太旧，或是精简过的。
    .do =
        装 Python 3.11 以上的官方安装包
        重新装本程序，数据目录不动
    .call = 联系{ -engineer }
    .safe = { -safe-journal }；文件没有打开，也没有改

guide-storage-busy = 流水正被另一个程序占着。
    .title = 流水被占用
    .why = 开了两个收银窗口，或备份、杀毒软件正在读它。
    .do =
        关掉另一个收银窗口
        等几秒再试
    .call = 老是这样，联系{ -engineer }
    .safe = { -safe-journal }；这一步没有记

guide-storage-unknown = 写盘时出错，不能肯定最后一笔记下没有。
    .title = 不能确定最后一笔
    .why = 硬盘或连线有问题。
    .do =
        关掉程序重新打开：它会查清最后一笔，告诉你结果
        在这以前不要重扫那张券，也不要收钱
    .call = 再次出现，马上联系{ -engineer }
    .safe = 那一笔要么记下了，要么没发生，重开就知道；不会算两次

guide-key-missing = 本终端的密钥文件不见了或读不了。
    .title = 密钥不见了
    .why = 文件被删、被杀毒软件隔离，或只拷了一部分目录。
    .do =
        停止收券
        不要重新登记：换了密钥，等待上传的平台就不认了
        看杀毒软件的隔离区
    .call = 马上联系{ -engineer }
    .safe = { -safe-journal }

guide-key-wrong = 密钥文件不是本终端的。
    .title = 密钥不对
    .why = 从别的终端或旧备份拷来了密钥文件。
    .do =
        停止收券
        把本终端原来的 terminal.key 放回来；换过密钥的，放换过以后的那一把
        不要重新登记：换了密钥，等待上传的平台就不认了
    .call = 找不到原来的密钥，马上联系{ -engineer }
    .safe = { -safe-journal }

guide-file-missing = 找不到这个文件。
    .title = 找不到文件
    .why = 名字或位置不对。
    .do =
        核对文件名，再试
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-file-protected = 这是终端自己的文件，不能覆盖。
    .title = 不能覆盖终端的文件
    .why = 命令里写的输出文件是账本、密钥、设置或日志，写上去就没有了。
    .do =
        换一个文件名，或存到数据目录以外，再试
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-file-unwritable = 文件写不进去。
    .title = 文件写不进去
    .why = 没有空间、没有权限，或文件正被别的程序打开。
    .do =
        关掉打开它的程序
        换一个位置，或查空间和权限
        小票没写成的，可以补打
    .call = 不行，联系{ -engineer }
    .safe = 只是这个文件没写成；已经记下的核销、退款、交班都不受影响

guide-image-unreadable = 图片打不开。
    .title = 图片打不开
    .why = 不是图片，或文件坏了。
    .do =
        换一张 PNG 或 JPEG
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-image-too-large = 图片太大。
    .title = 图片太大
    .why = 超过 20 MB 或 4,000 万像素，怕拖住柜台。
    .do =
        只截券码部分，或缩小后再试
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-image-without-code = 图片里没有读到码。
    .title = 图片里没有码
    .why = 拍糊了、反光，或没拍全。
    .do =
        对准重拍，整个码都在画面里
        最好请顾客当面扫
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-decoders-missing = 读图的部件都用不了，图片和摄像头读不了码。
    .title = 没有解码部件
    .why = 程序没装全。
    .do =
        用扫码枪，照常收银
        请外勤重装程序，再运行 doctor
    .call = 联系{ -engineer }
    .safe = 扫码枪不受影响；账不受影响

guide-camera-support-missing = 这台电脑没有装摄像头组件。
    .title = 没装摄像头组件
    .why = 摄像头是选装的。
    .do =
        用扫码枪
        要用摄像头：请外勤在程序目录安装 camera 组件
    .call = 联系{ -engineer }
    .safe = 扫码枪不受影响；账不受影响

guide-camera-not-found = 找不到摄像头。
    .title = 找不到摄像头
    .why = 没插好，或编号不对。
    .do =
        插好再按 Ctrl+L
        按 F2 换一个摄像头
    .call = 联系{ -engineer }
    .safe = 扫码枪不受影响；账不受影响

guide-camera-busy = 摄像头打不开。
    .title = 摄像头打不开
    .why = 别的程序（会议、聊天）在用，或系统的隐私设置不让用。
    .do =
        关掉那个程序
        在系统隐私设置里允许使用摄像头
        再按 Ctrl+L
    .call = 联系{ -engineer }
    .safe = 扫码枪不受影响；账不受影响

guide-camera-forbidden = 没有权限用摄像头。
    .title = 没有摄像头权限
    .why = 登录电脑的用户没有这个权限。
    .do =
        Linux：把用户加入 video 组，重新登录
    .call = 联系{ -engineer }
    .safe = 扫码枪不受影响；账不受影响

guide-camera-silent = 摄像头打开了，但没有画面。
    .title = 摄像头没有画面
    .why = 线松了，或摄像头死机。
    .do =
        拔下再插上，按 Enter
        按 F2 换一个
    .call = 联系{ -engineer }
    .safe = 扫码枪不受影响；账不受影响

guide-camera-lost = 摄像头断开了。
    .title = 摄像头断开
    .why = 线松了。
    .do =
        重新插好，按 Enter
    .call = { -call-nobody }
    .safe = 扫码枪不受影响；账不受影响

guide-camera-without-code = 摄像头一直没看到码。
    .title = 摄像头没看到码
    .why = 太近、太暗、反光，或码没在框里。
    .do =
        把码放在中间，离远一点，亮一点
        再试，或用扫码枪
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-list-unreadable = 商品清单文件读不了。
    .title = 商品清单读不了
    .why = 不是 CSV，太大，或列名认不出。
    .do =
        另存为 CSV（UTF-8 或 GB18030）
        列名用 条码、名称、型号、价格
    .call = 改不好，联系{ -engineer }
    .safe = 原来的商品清单还在，收银不受影响

guide-readings-unreadable = 扫码记录文件读不了。
    .title = 扫码记录读不了
    .why = 文件不全，或不是 scanner check --record 写的。
    .do =
        重新记录一份：scanner check --record 文件
    .call = 联系{ -engineer }
    .safe = { -safe-no-change }

guide-sandbox-missing = 没有装训练平台。
    .title = 没装训练平台
    .why = 正式终端不带训练部件。
    .do =
        练习用：装带 sandbox 的版本
        正式收银不需要它
    .call = 联系{ -engineer }
    .safe = 正式的账不受影响

guide-sandbox-stopped = 训练平台没有运行。
    .title = 训练平台没运行
    .why = 平台窗口关掉了，或地址不对。
    .do =
        先运行 coupon-terminal sandbox serve
        再试
    .call = { -call-nobody }
    .safe = 训练的账还在；正式的账不受影响

guide-defect = 程序自己出了错，已经停下。
    .title = 程序缺陷
    .why = 碰到了没有想到的情况。屏幕上写的是出错的地方，不含顾客信息。
    .do =
        重新打开程序：最后一笔的结果会再显示
        记下出错的地方和时间
    .call = 联系{ -engineer }，把那一行念给他听
    .safe = { -safe-journal }

guide-url-unusable = 平台地址写错了，或者不是加密的地址。
    .title = 平台地址不能用
    .why = 地址没有 https://，或者抄错了。只有训练平台在这台电脑上时，才可以用 http://127.0.0.1。
    .do =
        用激活二维码开通，里面有地址：enrol --qr
        或者照银行给的地址重打一遍
    .call = 联系{ -engineer }
    .safe = { -safe-no-change }
