/* ---- convolve */
/* The windows of a layer: planes of the input, of the output, and how one moves over the other. */
typedef struct {
  size_t channels, rows, columns, out_channels, out_rows, out_columns;
  size_t kernel_rows, kernel_columns, stride_rows, stride_columns, pad_rows, pad_columns;
  size_t dilation_rows, dilation_columns, groups, circular;
} windows;

/* The entry of an axis at a place of the padded axis: outside the plane an index is negative, and
   wraps round, or too large; a circle goes on at its other side. */
static size_t entry_at(const windows *z, size_t place, size_t pad, size_t size) {
  return z->circular ? (place + size - pad) % size : place - pad;
}

/* One number of the output: copies[0..count-1] are what it sees, one after another as channels. */
static float convolve_at(const windows *z, const float *const *copies, size_t count, const float *weight,
                         const size_t *place, float sum) {
  const size_t row = place[1] * z->stride_rows, column = place[2] * z->stride_columns;
  const size_t channels = z->channels / z->groups;
  const size_t first = place[0] / (z->out_channels / z->groups) * channels;
  size_t k, c, a, b;
  for (k = 0; k < count; ++k) {
    for (c = first; c < first + channels; ++c) {
      for (a = 0; a < z->kernel_rows; ++a) {
        const size_t i = entry_at(z, row + a * z->dilation_rows, z->pad_rows, z->rows);
        for (b = 0; b < z->kernel_columns; ++b, ++weight) {
          const size_t j = entry_at(z, column + b * z->dilation_columns, z->pad_columns, z->columns);
          if (i < z->rows && j < z->columns) {
            sum += *weight * copies[k][(c * z->rows + i) * z->columns + j];
          }
        }
      }
    }
  }
  return sum;
}

/* One copy of the output. */
static void convolve(const windows *z, const float *const *copies, size_t count, const float *weight,
                     const float *bias, float *y) {
  const size_t inputs = count * (z->channels / z->groups) * z->kernel_rows * z->kernel_columns;
  size_t place[3];
  for (place[0] = 0; place[0] < z->out_channels; ++place[0]) {
    for (place[1] = 0; place[1] < z->out_rows; ++place[1]) {
      for (place[2] = 0; place[2] < z->out_columns; ++place[2]) {
        *y++ = convolve_at(z, copies, count, weight + place[0] * inputs, place, bias[place[0]]);
      }
    }
  }
}
/* ---- multiply */
/* One copy of the output of a dense layer: copies[0..count-1], of size numbers each, are what it sees. */
static void multiply(size_t size, size_t units, const float *const *copies, size_t count, const float *weight,
                     const float *bias, float *y) {
  size_t unit, k, i;
  for (unit = 0; unit < units; ++unit) {
    float sum = bias[unit];
    for (k = 0; k < count; ++k) {
      for (i = 0; i < size; ++i) {
        sum += *weight++ * copies[k][i];
      }
    }
    y[unit] = sum;
  }
}
/* ---- largest */
/* The largest number of each window of the planes of all copies: of z[0] x z[1] numbers, under windows
   of z[2] x z[3] every z[4] and z[5], the first z[6] above and z[7] left of them, z[8] x z[9] of them. */
static void largest(const size_t *z, size_t planes, const float *x, float *y) {
  size_t plane, i, j, a, b;
  for (plane = 0; plane < planes; ++plane, x += z[0] * z[1]) {
    for (i = 0; i < z[8] * z[4]; i += z[4]) {
      for (j = 0; j < z[9] * z[5]; j += z[5]) {
        float best = x[(i > z[6] ? i - z[6] : 0) * z[1] + (j > z[7] ? j - z[7] : 0)];
        for (a = 0; a < z[2]; ++a) {
          for (b = 0; b < z[3]; ++b) {
            /* Outside the plane an index is negative and wraps round. */
            const size_t row = i + a - z[6], column = j + b - z[7];
            if (row < z[0] && column < z[1]) {
              const float value = x[row * z[1] + column];
              best = value > best ? value : best;
            }
          }
        }
        *y++ = best;
      }
    }
  }
}
/* ---- mean */
/* The mean of each window, likewise: its sum over z[10], or over the numbers in it if that is 0. */
static void mean(const size_t *z, size_t planes, const float *x, float *y) {
  size_t plane, i, j, a, b;
  for (plane = 0; plane < planes; ++plane, x += z[0] * z[1]) {
    for (i = 0; i < z[8] * z[4]; i += z[4]) {
      for (j = 0; j < z[9] * z[5]; j += z[5]) {
        size_t count = 0;
        float sum = 0.0f;
        for (a = 0; a < z[2]; ++a) {
          for (b = 0; b < z[3]; ++b) {
            const size_t row = i + a - z[6], column = j + b - z[7];
            if (row < z[0] && column < z[1]) {
              sum += x[row * z[1] + column];
              ++count;
            }
          }
        }
        *y++ = sum / (float)(z[10] != 0 ? z[10] : count);
      }
    }
  }
}
/* ---- softmax */
/* exp(x[i]) / sum of exp(x[j]), for each of count vectors of size numbers, in place. */
static void softmax(size_t count, size_t size, float *x) {
  size_t n, i;
  for (n = 0; n < count; ++n, x += size) {
    float best = x[0], sum = 0.0f;
    for (i = 1; i < size; ++i) {
      best = x[i] > best ? x[i] : best;
    }
    for (i = 0; i < size; ++i) {
      x[i] = expf(x[i] - best);
      sum += x[i];
    }
    for (i = 0; i < size; ++i) {
      x[i] /= sum;
    }
  }
}
