### 支持包：说明文件、命令行。

bundle-readme =
    家电消费券收银终端 · 支持包

    这个压缩包给建行外勤查问题用。里面只有清单上列明的内容；写入之前，程序又把整个文件查过一遍。
    没有：密钥、PIN、券码、顾客信息、操作员姓名、商品名称、备注。
    订单号、券号、序列号、操作员都换成了化名（只在这一个包里前后一致，换一个包就不同，也换不回去）。
    想知道某个编号的化名，请在收银台运行：bundle --out 文件.zip --about 编号

    doctor.json      体检结果
    state.json       终端状态：版本、时钟、联系、排队、离线余量、流水末条
    settings.json    设置（只有清单上的项）
    journal.jsonl    最近几天的流水，一行一条
    decisions.jsonl  最近几天柜台的判断，包括没有受理的；可以重算：replay 文件.zip 判断的化名
    queue.jsonl      等待上传的和平台拒绝的
    log.jsonl        最近几天的日志
    campaign/        银行公布的活动文件，原样带签名
    keys.json        银行的公钥，用来核对活动文件的签名
    manifest.json    清单：每个文件的大小和 SHA-256（十六进制，每四位一个点）
bundle-written = 支持包已写好：{ $path }（{ $count } 个文件）
bundle-about = { $record } 在包里叫 { $name }
bundle-about-none = { $record } 不在这个包里
replay-same = 重算结果相同：{ $id }，{ $outcome ->
        [accepted] 受理
       *[other] 没有受理（{ $outcome }）
    }，活动文件第 { $version } 版
replay-differs = 重算结果不同：{ $id }，{ $count } 处
replay-difference = { $field }：当时 { $recorded }，现在 { $now }
replay-signed = 活动文件的签名已用包里的银行公钥核对；公钥是否真是银行的，请另行核对
replay-unsigned = 注意：活动文件的签名用包里的公钥核对不上，结果只供参考

screen-do-bundle = 支持包
screen-do-bundle-help = 把体检、流水、日志的摘要打成一个文件，交给建行外勤；里面没有顾客信息和密钥
screen-bundle-writing = 正在生成支持包……
screen-bundle-written = 支持包已写好：{ $file }。请交给建行外勤
