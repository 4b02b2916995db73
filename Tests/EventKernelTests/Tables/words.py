"""Prints words.tsv: hashes of names, and the first words of addresses, by a second implementation
of what the docstrings of NameHash, RandomSource and RandomDraws say.

Run: python3 words.py > words.tsv
"""

MASK = 2**64 - 1
GOLDEN = 0x9E3779B97F4A7C15


def finalised(word):
    word = (word ^ word >> 30) * 0xBF58476D1CE4E5B9 & MASK
    word = (word ^ word >> 27) * 0x94D049BB133111EB & MASK
    return word ^ word >> 31


def combined(word, other):
    return finalised((word + GOLDEN & MASK) ^ finalised(other + 3 * GOLDEN & MASK))


def name_hash(name):
    value = 0xCBF29CE484222325
    for byte in name.encode():
        value = (value ^ byte) * 0x100000001B3 & MASK
    return finalised(value)


def key(seed, replication, purpose, entity):
    base = combined(finalised(seed + GOLDEN & MASK), replication)
    word = finalised(((base ^ purpose) * GOLDEN + entity) & MASK) | 1
    while {0x00, 0xFF} & set(word.to_bytes(8, "little")):
        word = finalised(word + GOLDEN & MASK) | 1
    return word


def squares(counter, key):
    swapped = lambda x: x >> 32 | (x << 32 & MASK)
    x = y = counter * key & MASK
    z = y + key & MASK
    x = swapped(x * x + y & MASK)
    x = swapped(x * x + z & MASK)
    x = swapped(x * x + y & MASK)
    x = fourth = x * x + z & MASK
    x = swapped(x)
    return fourth ^ (x * x + y & MASK) >> 32


names = ["", "a", "repair", "province/web-1", "机房", "Task_0x1"]
for name in names:
    print("name", name, hex(name_hash(name)), sep="\t")
for one in names[1:4]:
    for other in names[1:4]:
        value = combined(name_hash(one), name_hash(other))
        print("path", one, other, hex(value), sep="\t")
    for ordinal in (0, 1, 2**40):
        value = combined(name_hash(one) ^ MASK, ordinal)
        print("number", one, ordinal, hex(value), sep="\t")
for seed in (0, 1, 2**64 - 1):
    for replication in (0, 1, 999):
        for purpose, entity in (("repair", "province/web-1"), ("a", "机房"), ("", "")):
            for ordinal in (0, 1, 2**48 - 1):
                k = key(seed, replication, name_hash(purpose), name_hash(entity))
                words = [hex(squares(ordinal << 16 | attempt, k)) for attempt in range(3)]
                print("draws", seed, replication, purpose, entity, ordinal, *words, sep="\t")
