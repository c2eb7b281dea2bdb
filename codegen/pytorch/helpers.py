def read_tensors(path):
    """The tensors of a safetensors file of single-precision numbers, by name."""
    with open(path, "rb") as file:
        content = file.read()
    size = int.from_bytes(content[:8], "little")
    tensors = {}
    for name, entry in json.loads(content[8 : 8 + size]).items():
        if name != "__metadata__":
            begin, end = (8 + size + offset for offset in entry["data_offsets"])
            values = torch.frombuffer(bytearray(content[begin:end]), dtype=torch.float32)
            tensors[name] = values.reshape(entry["shape"])
    return tensors


def moved(rows, places, negated):
    """Rows of numbers in another order, some negated; a zero has no sign."""
    rows = rows[:, places]
    return torch.where(negated, 0.0 - rows, rows)


def balanced_mean(terms, count):
    """The mean over the first dimension. No order of the terms changes a bit of it, and negating
    all negates it: positive and negative ones are summed apart, each in the order of size."""
    sums = []
    for part in (torch.relu(terms), torch.relu(0.0 - terms)):
        total = torch.zeros_like(terms[0])
        for term in part.sort(0).values:
            total = total + term
        sums.append(total)
    return (sums[0] - sums[1]) / count + 0.0
