#include "equivarify/codegen/audit/spec/permutations.hpp"

#include "equivarify/codegen/audit/spec/printable.hpp"
#include "equivarify/codegen/audit/spec/refuse.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <numeric>

namespace equivarify::audit {
namespace {

using nlohmann::json;

/// Reads `(0 1 2)(3 4)`.
class CycleReader {
public:
  CycleReader(std::string const& text, std::uint32_t degree) : text_{text}, degree_{degree} {}

  Images whole() {
    Images images = identity_of(degree_);
    skip_separators();
    require(at_ < text_.size());
    while (at_ < text_.size()) {
      apply_first(images, next_cycle());
      skip_separators();
    }
    return images;
  }

private:
  void require(bool holds) const {
    if (!holds) {
      throw Refusal{"no cycles of points below " + std::to_string(degree_) + ": " +
                    in_quotes(text_) + ", from byte " + std::to_string(at_) + " on"};
    }
  }

  void skip_separators() { at_ = std::min(text_.find_first_not_of(" ,\t", at_), text_.size()); }

  bool take(char c) {
    bool const found = at_ < text_.size() && text_[at_] == c;
    at_ += found ? 1U : 0U;
    return found;
  }

  Images next_cycle() {
    require(take('('));
    Images cycle;
    for (skip_separators(); !take(')'); skip_separators()) {
      cycle.push_back(next_point());
      if (std::count(cycle.begin(), cycle.end(), cycle.back()) != 1) {
        refuse("cycle-repeats", "a point stands twice in one cycle: " + in_quotes(text_));
      }
    }
    return cycle;
  }

  std::uint32_t next_point() {
    std::size_t const start = at_;
    std::uint32_t point = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
      point = point * 10 + static_cast<std::uint32_t>(text_[at_] - '0');
      require(point < degree_);
    }
    require(at_ > start);
    return point;
  }

  /// \p images becomes the product of itself and \p cycle, which is done first.
  static void apply_first(Images& images, Images const& cycle) {
    if (cycle.empty()) {
      return;
    }
    std::uint32_t const first = images[cycle.front()];
    for (std::size_t i = 0; i + 1 < cycle.size(); ++i) {
      images[cycle[i]] = images[cycle[i + 1]];
    }
    images[cycle.back()] = first;
  }

  std::string const& text_;
  std::uint32_t degree_;
  std::size_t at_ = 0;
};

/// Whether \p text says `e`, with blanks around it.
bool says_identity(std::string const& text) {
  constexpr char const* blanks = " \t\n\v\f\r";
  std::size_t const first = text.find_first_not_of(blanks);
  return first != std::string::npos && text[first] == 'e' && text.find_last_not_of(blanks) == first;
}

Images from_images(json const& form, std::uint32_t degree) {
  auto images = form.get<Images>();
  if (images.size() != degree) {
    throw Refusal{"a permutation of " + std::to_string(images.size()) + " points, expected " +
                  std::to_string(degree)};
  }
  if (!is_permutation(images)) {
    refuse("images-repeat", "a list of images that is no permutation");
  }
  return images;
}

} // namespace

Images read_permutation(json const& form, std::uint32_t degree) {
  if (!form.is_string()) {
    return from_images(form, degree);
  }
  auto const& text = form.get_ref<std::string const&>();
  return says_identity(text) ? identity_of(degree) : CycleReader{text, degree}.whole();
}

std::string cycles_of(Images const& images) {
  std::string result;
  std::vector<bool> seen(images.size(), false);
  for (std::uint32_t start = 0; start < images.size(); ++start) {
    if (seen[start] || images[start] == start) {
      continue;
    }
    char before = '(';
    for (std::uint32_t x = start; !seen[x]; x = images[x]) {
      seen[x] = true;
      result += before + std::to_string(x);
      before = ' ';
    }
    result += ')';
  }
  return result.empty() ? "()" : result;
}

bool is_permutation(Images const& images) {
  std::vector<bool> seen(images.size(), false);
  for (std::uint32_t const image : images) {
    if (image >= images.size() || seen[image]) {
      return false;
    }
    seen[image] = true;
  }
  return true;
}

Images product(Images const& first, Images const& second) {
  Images result;
  result.reserve(second.size());
  for (std::uint32_t const x : second) {
    result.push_back(first.at(x));
  }
  return result;
}

Images inverse(Images const& images) {
  Images result(images.size());
  for (std::uint32_t i = 0; i < images.size(); ++i) {
    result.at(images[i]) = i;
  }
  return result;
}

Images identity_of(std::size_t size) {
  Images images(size);
  std::iota(images.begin(), images.end(), 0U);
  return images;
}

} // namespace equivarify::audit
