"""What shoppers say: reviews with stars and pictures, questions and answers, and how they are checked before they show.

Owns the words of shoppers and the merchant's replies; asks for reviews some days after a parcel left. Knows no prices, and
not how a product page looks: that asks `selectors`.
"""
