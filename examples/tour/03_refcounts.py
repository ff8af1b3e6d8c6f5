"""Every object counts the references to it; sys.getrefcount's own argument is one of them."""
import sys

items = []
print("one name:", sys.getrefcount(items))
alias = items
print("two names:", sys.getrefcount(items))
holder = [items, items]
print("and twice in a list:", sys.getrefcount(items))
del alias
holder.clear()
print("back to one name:", sys.getrefcount(items))
