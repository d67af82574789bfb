### 离线时段：小票、命令行和屏幕的说法。

slip-outage-title = 离线时段小结
slip-outage-number = 离线时段
slip-outage-number-value = 第 { $number } 次
slip-outage-opened = 开始（首笔离线）
slip-outage-closed = 结束（平台恢复）
slip-outage-not-over = 尚未恢复
slip-outage-lasted = 历时
slip-outage-redemptions = 离线受理笔数
slip-outage-gross = 销售额
slip-outage-discount = 优惠
slip-outage-paid = 实付
slip-outage-refunds = 离线退款笔数
slip-outage-refunded = 退还顾客
slip-outage-note-open = 平台尚未恢复，以上为目前累计。
slip-outage-note-closed = 平台已恢复。以上各笔自动上传，由平台逐笔确认；未被确认的列入异常。

outage-printed = 平台已恢复，离线时段小结已存：{ $file }
