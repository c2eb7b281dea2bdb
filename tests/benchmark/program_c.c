/* Generated C99 as a program that reads floats and writes floats; compile with -DFORWARD=name_forward
   -DINPUTS=n -DOUTPUTS=m next to the network's own file. */
#include <stdio.h>

void FORWARD(const float *image, float *answer);

int main(void) {
  static float image[INPUTS];
  static float answer[OUTPUTS];
  while (fread(image, sizeof(float), INPUTS, stdin) == INPUTS) {
    FORWARD(image, answer);
    if (fwrite(answer, sizeof(float), OUTPUTS, stdout) != OUTPUTS) {
      return 1;
    }
  }
  return 0;
}
