#include "digits.hpp"
#include "task.hpp"

namespace equivarify::gallery {

// All pictures as they are: since the answer does not change when a picture is turned or mirrored,
// that it is right for these says how often it is right for all eight positions.
std::vector<Split> fashion_d4(fs::path const& source) {
  std::vector<Split> splits{{"train", {}}, {"test", {}}};
  for (Split& split : splits) {
    split.fields = {{"inputs", {1, digit_size, digit_size}, true}, {"kind", {}}};
    Digits const pieces = read_digits(source, split.name == "train" ? "train" : "t10k");
    for (std::size_t i = 0; i < pieces.pictures.size(); ++i) {
      for (float const light : pieces.pictures[i]) {
        split.field("inputs").add(light);
      }
      split.field("kind").add(static_cast<double>(pieces.classes[i]));
    }
  }
  return splits;
}

} // namespace equivarify::gallery
