

def least_poses(moved_inputs):
    """Which of [batch, elements, entries] are the least, entry after entry: [batch, elements]."""
    least = torch.ones(moved_inputs.shape[:2], dtype=torch.bool)
    for column in moved_inputs.unbind(2):
        if least.sum() == len(least):
            break
        best = column.masked_fill(~least, float("inf")).amin(1, keepdim=True)
        least = least & (column == best)
    return least
