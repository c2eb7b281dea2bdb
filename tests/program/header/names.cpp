// A user's file that includes what the names of networks could clash with, and a global of its own.
#include <cmath>
#include <csignal>
#include <ctime>

#include <strings.h>
#include <unistd.h>

int pixels = 1;

#include "all.hpp"

int main() {
  return pixels;
}
