### Codes met when ringing up

guide-sale-empty = The sale has no item yet, so there is nothing to take the discount off.
    .title = No items yet
    .why = Whether an item reaches the threshold is known only once it is entered.
    .do =
        Scan the product, or type NAME;PRICE and press Enter
        Then F9
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-sale-too-long = The sale has as many lines as a sale may have.
    .title = Too many lines
    .why = Slips and uploads have room for so many.
    .do =
        Ring the rest up as another sale
        Put the item with the coupon where the coupon is
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-item-unreadable = An item written in one go cannot be understood.
    .title = Item not understood
    .why = It has to be NAME;PRICE;QUANTITY;SERIAL, with semicolons.
    .do =
        Write it like this: fridge;8999
        Quantity and serial number may be left out
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-item-unnamed = The item has no name.
    .title = No name
    .why = Slips and refunds have to tell which item it was.
    .do =
        Enter its name or model and press Enter
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-price-unreadable = The unit price is not an amount.
    .title = Not an amount
    .why = Yuan as digits with at most two decimals; “12e9” or words are none.
    .do =
        Enter it again, for example 8999 or 8999.50
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-price-zero = The unit price is 0.
    .title = Price of 0
    .why = Gifts are not rung up; the threshold looks at the price of a unit.
    .do =
        Enter the unit price, after the store's own discounts and before the coupon
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-quantity-unreadable = The quantity is not a whole number from 1 to 999.
    .title = Quantity cannot be used
    .why = A decimal, 0, a negative number or a word.
    .do =
        Enter a whole number
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-product-unknown = The product list does not have this barcode.
    .title = Not on the product list
    .why = A new product that was not imported, or a misread barcode.
    .do =
        Type name and unit price, and redeem as usual
        Ask the manager to add it to the list
    .call = { -call-store }
    .safe = { -safe-untouched }; a coupon works without the list

guide-list-empty = The list to be imported has no line that can be used; the old list stays.
    .title = No usable line
    .why = Wrong column names, barcodes that Excel wrote as 6.9E+12, or prices that are no numbers.
    .do =
        Read the reason given for each line
        Correct the file, or export it again
        Import it again
    .call = If it cannot be mended, { -engineer }
    .safe = The old product list is there as it was, and selling goes on
