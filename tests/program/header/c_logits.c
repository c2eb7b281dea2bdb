/* The logits of netone by the C that was generated, for the images that cases.cpp draws. */
#include "netone_network.h"

#include <stdint.h>
#include <stdio.h>

static float next_number(void) {
  static uint32_t state = 1;
  state = state * 1664525u + 1013904223u;
  return ((float)(state >> 8) / 16777216.0f - 0.5f) * 0.2f;
}

int main(void) {
  static float image[NETONE_PIXELS], logits[NETONE_LOGITS], arena[NETONE_ARENA];
  size_t n, i;
  for (n = 0; n < 8; ++n) {
    for (i = 0; i < NETONE_PIXELS; ++i) {
      image[i] = next_number();
    }
    netone_forward_in(image, logits, arena);
    for (i = 0; i < NETONE_LOGITS; ++i) {
      printf("%.9g\n", (double)logits[i]);
    }
  }
  return netone_element_names[0][0] == '\0' || netone_class_names[0][0] != 'a';
}
