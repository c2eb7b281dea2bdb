// One program with one header compiled for two instruction sets: prints whether their answers agree
// to rounding.
#include <cmath>
#include <cstdio>
#include <vector>

std::vector<float> narrow();
std::vector<float> wide();

int main() {
  std::vector<float> const a = narrow();
  std::vector<float> const b = wide();
  bool agree = !a.empty() && a.size() == b.size();
  for (std::size_t i = 0; agree && i < a.size(); ++i) {
    agree = std::fabs(a[i] - b[i]) <= 1e-4F * (1 + std::fabs(a[i]));
  }
  std::puts(agree ? "agree" : "differ");
}
