#include "equivarify/codegen/lift/name_map.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <tuple>

namespace equivarify::codegen {
namespace {

/// What a tensor is for, by the end of its name; `other` where nobody knows.
std::string kind_of(std::string const& name) {
  static std::vector<std::pair<char const*, char const*>> const endings{
      {"running_mean", "mean"},
      {"running_variance", "variance"},
      {"running_var", "variance"},
      {"moving_mean", "mean"},
      {"moving_variance", "variance"},
      {"weight", "weight"},
      {"kernel", "weight"},
      {"gamma", "weight"},
      {"scale", "weight"},
      {"bias", "bias"},
      {"beta", "bias"}};
  for (auto const& [ending, kind] : endings) {
    if (name.ends_with(ending)) {
      return kind;
    }
  }
  return "other";
}

/// \p name cut where digits begin and end, so that 2 comes before 10.
std::vector<std::pair<std::string, std::uint64_t>> parts_of(std::string const& name) {
  constexpr std::uint64_t most = 1'000'000'000'000;
  std::vector<std::pair<std::string, std::uint64_t>> parts{{"", 0}};
  bool in_number = false;
  for (char const letter : name) {
    bool const is_digit = std::isdigit(static_cast<unsigned char>(letter)) != 0;
    if (in_number && !is_digit) {
      parts.emplace_back("", 0);
    }
    if (is_digit) {
      auto const digit = static_cast<std::uint64_t>(letter - '0');
      parts.back().second = std::min(parts.back().second * 10 + digit, most);
    } else {
      parts.back().first += letter;
    }
    in_number = is_digit;
  }
  return parts;
}

bool has_shape(TensorFile const& file,
               std::string const& name,
               std::vector<std::size_t> const& shape) {
  std::vector<std::uint64_t> const* const found = file.shape(name);
  return found != nullptr && std::equal(found->begin(), found->end(), shape.begin(), shape.end());
}

/// What stands in front of the first name of \p weights in the names of \p file.
std::string prefix_in(ReferenceWeights<float> const& weights,
                      std::vector<std::string> const& names) {
  for (std::string const& name : names) {
    if (!weights.empty() && name.ends_with("." + weights.front().name)) {
      return name.substr(0, name.size() - weights.front().name.size());
    }
  }
  return "";
}

class Guesser {
public:
  explicit Guesser(TensorFile const& file) : file_{file}, left_{file.names()} {
    std::stable_sort(left_.begin(), left_.end(), [](std::string const& a, std::string const& b) {
      return parts_of(a) < parts_of(b);
    });
  }

  NameMap guess(ReferenceWeights<float> const& weights) {
    std::string const prefix = prefix_in(weights, left_);
    NameMap names;
    for (auto const& parameter : weights) {
      std::string const same = prefix + parameter.name;
      auto const at = std::find_if(left_.begin(), left_.end(), [&](std::string const& name) {
        return name == same && has_shape(file_, name, parameter.shape);
      });
      names.emplace_back(parameter.name, at == left_.end() ? "" : *at);
      if (at != left_.end()) {
        left_.erase(at);
      }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (names[i].second.empty()) {
        names[i].second = take_next(weights[i]);
      }
    }
    return names;
  }

private:
  std::string take_next(ReferenceParameter<float> const& parameter) {
    std::string const kind = kind_of(parameter.name);
    std::vector<std::string> others;
    for (auto name = left_.begin(); name != left_.end(); ++name) {
      if (kind_of(*name) != kind) {
        continue;
      }
      if (has_shape(file_, *name, parameter.shape)) {
        std::string const found = *name;
        left_.erase(name);
        return found;
      }
      others.push_back(fmt::format("{} [{}]", *name, fmt::join(*file_.shape(*name), ", ")));
    }
    others.resize(std::min<std::size_t>(others.size(), 12));
    file_.fail(fmt::format("holds nothing for the tensor {} [{}]; left of its kind: {}",
                           parameter.name,
                           fmt::join(parameter.shape, ", "),
                           others.empty() ? "none" : fmt::format("{}", fmt::join(others, "; "))));
  }

  TensorFile const& file_;
  std::vector<std::string> left_;
};

} // namespace

NameMap read_name_map(JsonNode const& node) {
  NameMap names;
  for (auto const& [name, other] : node.members()) {
    names.emplace_back(name, other.text());
  }
  return names;
}

NameMap guess_names(ReferenceWeights<float> const& weights, TensorFile const& file) {
  return Guesser{file}.guess(weights);
}

ReferenceWeights<float>
adopt(ReferenceWeights<float> weights, TensorFile const& file, NameMap const& names) {
  for (ReferenceParameter<float>& parameter : weights) {
    auto const entry = std::find_if(
        names.begin(), names.end(), [&](auto const& pair) { return pair.first == parameter.name; });
    if (entry == names.end()) {
      file.fail(fmt::format("the map names nothing for the tensor {}", parameter.name));
    }
    if (file.shape(entry->second) == nullptr) {
      file.fail(fmt::format(
          "has no tensor {}, which the map names for {}", entry->second, parameter.name));
    }
    if (!has_shape(file, entry->second, parameter.shape)) {
      file.fail(fmt::format("the tensor {} has the shape [{}], expected [{}] of {}",
                            entry->second,
                            fmt::join(*file.shape(entry->second), ", "),
                            fmt::join(parameter.shape, ", "),
                            parameter.name));
    }
    parameter.values = file.values(entry->second);
  }
  return weights;
}

std::vector<std::string> unused(TensorFile const& file, NameMap const& names) {
  std::vector<std::string> result;
  for (std::string const& name : file.names()) {
    bool const is_used = std::any_of(
        names.begin(), names.end(), [&](auto const& pair) { return pair.second == name; });
    if (!is_used) {
      result.push_back(name);
    }
  }
  return result;
}

} // namespace equivarify::codegen
