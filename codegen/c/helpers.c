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
/* Units of a dense layer that are summed side by side: none waits for another. */
enum { strip = 32 };

/* One copy of the output of a dense layer: copies[0..count-1], of size numbers each, are what it sees.
   For each of them in turn the weights of a strip lie side by side; strip follows strip, the last one
   narrower. Each unit is summed in the order of what it sees. */
static void multiply(size_t size, size_t units, const float *const *copies, size_t count, const float *weight,
                     const float *bias, float *y) {
  size_t first, unit, k, i;
  for (first = 0; first + strip <= units; first += strip) {
    float sum[strip];
    for (unit = 0; unit < strip; ++unit) {
      sum[unit] = bias[first + unit];
    }
    for (k = 0; k < count; ++k) {
      for (i = 0; i < size; ++i, weight += strip) {
        const float x = copies[k][i];
        for (unit = 0; unit < strip; ++unit) {
          sum[unit] += weight[unit] * x;
        }
      }
    }
    for (unit = 0; unit < strip; ++unit) {
      y[first + unit] = sum[unit];
    }
  }
  if (first < units) {
    const size_t rest = units - first;
    float sum[strip];
    for (unit = 0; unit < rest; ++unit) {
      sum[unit] = bias[first + unit];
    }
    for (k = 0; k < count; ++k) {
      for (i = 0; i < size; ++i, weight += rest) {
        const float x = copies[k][i];
        for (unit = 0; unit < rest; ++unit) {
          sum[unit] += weight[unit] * x;
        }
      }
    }
    for (unit = 0; unit < rest; ++unit) {
      y[first + unit] = sum[unit];
    }
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
/* ---- spread */
/* One copy of the output of a transposed convolution: z[0] planes of z[1] x z[2] numbers become z[3] of
   z[4] x z[5]; each number adds to z[6] x z[7] places, every z[8] and z[9], the first z[10] above and
   z[11] left of the plane. */
static void spread(const size_t *z, const float *x, const float *weight, const float *bias, float *y) {
  size_t filter, c, i, j, a, b;
  for (filter = 0; filter < z[3]; ++filter) {
    float *plane = y + filter * z[4] * z[5];
    for (i = 0; i < z[4] * z[5]; ++i) {
      plane[i] = bias[filter];
    }
    for (c = 0; c < z[0]; ++c) {
      const float *w = weight + (c * z[3] + filter) * z[6] * z[7];
      for (a = 0; a < z[6]; ++a) {
        for (b = 0; b < z[7]; ++b, ++w) {
          for (i = 0; i < z[1]; ++i) {
            for (j = 0; j < z[2]; ++j) {
              /* Outside the plane an index is negative and wraps round. */
              const size_t row = i * z[8] + a - z[10], column = j * z[9] + b - z[11];
              if (row < z[4] && column < z[5]) {
                plane[row * z[5] + column] += *w * x[(c * z[1] + i) * z[2] + j];
              }
            }
          }
        }
      }
    }
  }
}
/* ---- repeat */
/* Each number of planes of z[0] x z[1] numbers, z[2] x z[3] times. */
static void repeat(const size_t *z, size_t planes, const float *x, float *y) {
  size_t plane, i, j;
  for (plane = 0; plane < planes; ++plane, x += z[0] * z[1]) {
    for (i = 0; i < z[0] * z[2]; ++i) {
      for (j = 0; j < z[1] * z[3]; ++j) {
        *y++ = x[i / z[2] * z[1] + j / z[3]];
      }
    }
  }
}
/* ---- balanced_mean */
/* The mean of the terms, which are sorted. No order of them changes a bit of it, and negating all
   negates it: what is negative is summed apart, and each sum goes from the smallest term to the largest. */
static float balanced_mean(float *terms, size_t count) {
  float positive = 0.0f, negative = 0.0f;
  size_t i, j;
  for (i = 1; i < count; ++i) {
    const float term = terms[i];
    for (j = i; j > 0 && terms[j - 1] > term; --j) {
      terms[j] = terms[j - 1];
    }
    terms[j] = term;
  }
  for (i = 0; i < count; ++i) {
    positive += terms[i] < 0.0f ? 0.0f : terms[i];
    negative -= terms[count - 1 - i] < 0.0f ? terms[count - 1 - i] : 0.0f;
  }
  return (positive - negative) / (float)count + 0.0f;
}
/* ---- softmax */
/* exp(x[i]) / sum of exp(x[j]), for each of count vectors of size numbers. */
static void softmax(size_t count, size_t size, const float *x, float *y) {
  size_t n, i;
  for (n = 0; n < count; ++n, x += size, y += size) {
    float best = x[0], sum = 0.0f;
    for (i = 1; i < size; ++i) {
      best = x[i] > best ? x[i] : best;
    }
    for (i = 0; i < size; ++i) {
      y[i] = expf(x[i] - best);
      sum += y[i];
    }
    for (i = 0; i < size; ++i) {
      y[i] /= sum;
    }
  }
}
/* ---- normalise */
/* weight (x - mean) / sqrt(variance + epsilon) + bias, with the mean and the variance of all numbers of
   one copy, or if by_place of those of its channels at each place. */
static void normalise(size_t channels, size_t places, int by_place, float epsilon, const float *weight,
                      const float *bias, const float *x, float *y) {
  const size_t count = by_place ? channels : channels * places, step = by_place ? places : 1;
  size_t first, i;
  for (first = 0; first < (by_place ? places : 1); ++first) {
    float mean = 0.0f, square = 0.0f, deviation;
    for (i = 0; i < count; ++i) {
      mean += x[first + i * step];
    }
    mean /= (float)count;
    for (i = 0; i < count; ++i) {
      const float difference = x[first + i * step] - mean;
      square += difference * difference;
    }
    deviation = sqrtf(square / (float)count + epsilon);
    for (i = 0; i < count; ++i) {
      y[first + i * step] = (x[first + i * step] - mean) / deviation;
    }
  }
  for (i = 0; i < channels * places; ++i) {
    y[i] = weight[i / places] * y[i] + bias[i / places];
  }
}
