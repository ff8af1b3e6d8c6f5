# Encodings by table, and those of domain names.
TEXT = "aé€ßяЖλ\u05d0"
for name in ("cp1252", "cp1251", "cp437", "cp850", "cp866", "latin-1", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-15",
             "koi8-r", "koi8-u", "mac-roman", "cp037", "cp1140", "cp874", "tis-620", "hp-roman8", "ptcp154"):
    print(name, TEXT.encode(name, "replace"), bytes(range(0xc0, 0xd0)).decode(name, "replace"))
for text in "bücher", "例え.テスト", "ascii", "Straße":
    print(text.encode("punycode"), text.encode("punycode").decode("punycode"))
print("bücher.de".encode("idna"), b"xn--bcher-kva.de".decode("idna"))
try:
    "я".encode("cp1252")
except UnicodeEncodeError as error:
    print(error)
