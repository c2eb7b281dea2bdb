

def rounded(values):
    """Weights of linear layers as the nearest of all finite bf16 numbers."""
    largest = 255.0 * 2.0**120
    return values.clamp(-largest, largest).bfloat16().float() if values.dim() > 1 else values
