### 平台为什么没有答复。

silence-unconnected = 连不上平台
silence-late = 平台没有及时答复
silence-cut = 连接中断，没有收完答复
silence-before = 上次平台没有应答，这次没有再问
silence-unasked = 这次没有问平台
silence-in-line = 排在同一张券的上一条记录后面
silence-other = 答复里没有这一条
silence-aside = 已转交处理，不再上传
