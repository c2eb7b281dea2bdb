/* The logits of netone by the one header, called from C, for the images that cases.cpp draws. */
#include "netone_engine.h"
#include <stdint.h>
#include <stdio.h>

static float next_number(void) {
  static uint32_t state = 1;
  state = state * 1664525u + 1013904223u;
  return ((float)(state >> 8) / 16777216.0f - 0.5f) * 0.2f;
}

int main(void) {
  static float images[8 * NETONE_INPUT_SIZE], logits[8 * NETONE_ANSWER_SIZE];
  static unsigned char const damaged[] = "not weights";
  netone_engine* engine = netone_engine_new(NULL, 0, 1);
  size_t i;
  if (engine == NULL) {
    return 1;
  }
  for (i = 0; i < 8 * NETONE_INPUT_SIZE; ++i) {
    images[i] = next_number();
  }
  if (netone_engine_forward(engine, images, 8, logits) != 0) {
    return 2;
  }
  for (i = 0; i < 8 * NETONE_ANSWER_SIZE; ++i) {
    printf("%.9g\n", (double)logits[i]);
  }
  netone_engine_free(engine);
  netone_engine_free(NULL);
  /* Damaged weights are refused, with a reason, and no exception comes here. */
  if (netone_engine_new(damaged, sizeof damaged, 1) != NULL || netone_engine_error()[0] == '\0') {
    return 3;
  }
  return 0;
}
