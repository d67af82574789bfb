"""The program on the checkout PC of a store in a coupon campaign."""
