#include "equivarify/codegen/pytorch/python_text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>

namespace equivarify::codegen {
namespace {

constexpr std::size_t longest_line = 98;
constexpr std::size_t shortest_run = 4; ///< of numbers that a range stands for

/// Python's words, members of torch.nn.Module (1.13 to 2.9), and names of the generated file.
constexpr std::array<std::string_view, 109> taken{"and",
                                                  "as",
                                                  "assert",
                                                  "async",
                                                  "await",
                                                  "break",
                                                  "class",
                                                  "continue",
                                                  "def",
                                                  "del",
                                                  "elif",
                                                  "else",
                                                  "except",
                                                  "finally",
                                                  "for",
                                                  "from",
                                                  "global",
                                                  "if",
                                                  "import",
                                                  "in",
                                                  "is",
                                                  "lambda",
                                                  "nonlocal",
                                                  "not",
                                                  "or",
                                                  "pass",
                                                  "raise",
                                                  "return",
                                                  "try",
                                                  "while",
                                                  "with",
                                                  "yield",
                                                  "match",
                                                  "case",
                                                  "type",
                                                  "add_module",
                                                  "apply",
                                                  "bfloat16",
                                                  "buffers",
                                                  "call_super_init",
                                                  "children",
                                                  "compile",
                                                  "cpu",
                                                  "cuda",
                                                  "double",
                                                  "dump_patches",
                                                  "eval",
                                                  "extra_repr",
                                                  "float",
                                                  "forward",
                                                  "get_buffer",
                                                  "get_extra_state",
                                                  "get_parameter",
                                                  "get_submodule",
                                                  "half",
                                                  "ipu",
                                                  "load_state_dict",
                                                  "modules",
                                                  "mtia",
                                                  "named_buffers",
                                                  "named_children",
                                                  "named_modules",
                                                  "named_parameters",
                                                  "parameters",
                                                  "register_buffer",
                                                  "register_backward_hook",
                                                  "register_forward_hook",
                                                  "register_forward_pre_hook",
                                                  "register_full_backward_hook",
                                                  "register_full_backward_pre_hook",
                                                  "register_load_state_dict_post_hook",
                                                  "register_module",
                                                  "register_parameter",
                                                  "register_state_dict_pre_hook",
                                                  "requires_grad",
                                                  "set_extra_state",
                                                  "set_submodule",
                                                  "share_memory",
                                                  "state_dict",
                                                  "to",
                                                  "to_empty",
                                                  "train",
                                                  "training",
                                                  "xpu",
                                                  "zero_grad",
                                                  "act",
                                                  "act_on_answer",
                                                  "answer",
                                                  "balanced_mean",
                                                  "batch",
                                                  "classes",
                                                  "copies",
                                                  "elements",
                                                  "h",
                                                  "images",
                                                  "input_shape",
                                                  "json",
                                                  "k",
                                                  "least_poses",
                                                  "len",
                                                  "list",
                                                  "load_weights",
                                                  "moved",
                                                  "nn",
                                                  "numbers",
                                                  "outputs",
                                                  "range",
                                                  "rows",
                                                  "s"};

/// How many numbers from number \p i on are evenly spaced.
std::size_t run_at(std::vector<std::uint32_t> const& numbers, std::size_t i) {
  auto const step_after = [&](std::size_t k) {
    return std::int64_t{numbers[k + 1]} - std::int64_t{numbers[k]};
  };
  std::size_t end = std::min(i + 2, numbers.size());
  while (end < numbers.size() && step_after(end - 1) == step_after(i)) {
    ++end;
  }
  return end - i;
}

} // namespace

std::string python_name(std::string const& name) {
  bool const is_taken = std::find(taken.begin(), taken.end(), name) != taken.end() ||
                        name == "self" || name == "torch" || name == "seen" || name == "super";
  return is_taken ? name + "_layer" : name;
}

std::string python_list(std::vector<std::string> const& items, std::size_t indent) {
  std::string const start(indent, ' ');
  std::string text = "[";
  std::size_t column = indent + 1;
  for (std::size_t i = 0; i < items.size(); ++i) {
    std::string const item = items[i] + (i + 1 < items.size() ? "," : "");
    if (column + item.size() + 1 > longest_line) {
      text += "\n" + start;
      column = indent;
    } else if (i > 0) {
      text += " ";
      ++column;
    }
    text += item;
    column += item.size();
  }
  return text + "]";
}

std::string python_list(std::vector<std::uint32_t> const& numbers, std::size_t indent) {
  std::vector<std::string> items;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t const length = run_at(numbers, i);
    if (length < shortest_run) {
      items.push_back(fmt::to_string(numbers[i++]));
      continue;
    }
    std::int64_t const first = numbers[i];
    std::int64_t const step = std::int64_t{numbers[i + 1]} - first;
    std::int64_t const end = first + step * static_cast<std::int64_t>(length);
    items.push_back(step == 0   ? fmt::format("*[{}] * {}", first, length)
                    : step == 1 ? fmt::format("*range({}, {})", first, end)
                                : fmt::format("*range({}, {}, {})", first, end, step));
    i += length;
  }
  return python_list(items, indent);
}

std::string python_list(std::vector<float> const& numbers, std::size_t indent) {
  std::vector<std::string> items;
  for (float const number : numbers) {
    items.push_back(fmt::to_string(static_cast<double>(number)));
  }
  return python_list(items, indent);
}

std::string python_text(std::string const& text) {
  return nlohmann::json(text).dump(
      -1, ' ', true); // JSON's escapes are Python's, but for surrogates
}

} // namespace equivarify::codegen
