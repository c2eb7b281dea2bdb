#include "equivarify/codegen/audit/translation/size_list.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>

namespace equivarify::audit {
namespace {

using nlohmann::json;

class SizeList {
public:
  void add(char const* name, std::size_t value, std::size_t standard) {
    add_text(name, std::to_string(value), value != standard);
  }

  void add_flag(char const* name, bool value, bool standard) {
    add_text(name, value ? "true" : "false", value != standard);
  }

  void add_margins(Window const& window) {
    add("padding_top", window.rows.pad, 0);
    add("padding_left", window.columns.pad, 0);
    add("padding_bottom", window.rows.pad_end, 0);
    add("padding_right", window.columns.pad_end, 0);
    add("padding_front", window.slices.pad, 0);
    add("padding_back", window.slices.pad_end, 0);
  }

  [[nodiscard]] std::string const& text() const { return text_; }

private:
  void add_text(char const* name, std::string const& value, bool is_told) {
    if (is_told) {
      text_ += text_.empty() ? "." : ",.";
      text_ += name;
      text_ += "=";
      text_ += value;
    }
  }

  std::string text_;
};

} // namespace

std::string bits_text(double number) {
  std::array<char, 64> text{};
  int const length = std::snprintf(
      text.data(), text.size(), "rt::bits_of(%a)", static_cast<double>(static_cast<float>(number)));
  return {text.data(), static_cast<std::size_t>(length)};
}

std::string
dense_sizes(json const& layer, ValueShape const& input, std::size_t gathered, bool bf16) {
  SizeList sizes;
  sizes.add("copies", gathered, 1);
  sizes.add("channels", input.channels, 1);
  sizes.add("rows", input.rows, 1);
  sizes.add("columns", input.columns, 1);
  sizes.add("units", layer.at("units").get<std::size_t>(), 0);
  sizes.add_flag("bias", layer.value("bias", true), true);
  sizes.add_flag("bf16", bf16, false);
  return sizes.text();
}

std::string
conv_sizes(json const& layer, Window const& window, ValueShape const& input, std::size_t filters) {
  SizeList sizes;
  sizes.add("channels", input.channels, 0);
  sizes.add("filters", filters, 0);
  sizes.add("rows", input.rows / input.slices, 0);
  sizes.add("columns", input.columns, 0);
  sizes.add("kernel_rows", window.rows.size, 3);
  sizes.add("kernel_columns", window.columns.size, 3);
  sizes.add("stride_rows", window.rows.step, 1);
  sizes.add("stride_columns", window.columns.step, 1);
  sizes.add_margins(window);
  sizes.add("dilation_rows", window.rows.spacing, 1);
  sizes.add("dilation_columns", window.columns.spacing, 1);
  sizes.add("groups", window.groups, 1);
  sizes.add_flag("circular", window.circular, false);
  sizes.add_flag("bias", layer.value("bias", true), true);
  sizes.add("axes", axes_of(layer.at("type").get<std::string>()), 2);
  sizes.add("depth", input.slices, 1);
  sizes.add("kernel_depth", window.slices.size, 1);
  sizes.add("stride_depth", window.slices.step, 1);
  sizes.add("dilation_depth", window.slices.spacing, 1);
  return sizes.text();
}

std::string pool_sizes(Window const& window, ValueShape const& input, bool counts_margins) {
  bool const has_margins = window.rows.pad + window.rows.pad_end + window.columns.pad +
                               window.columns.pad_end + window.slices.pad + window.slices.pad_end !=
                           0;
  SizeList sizes;
  sizes.add("rows", window.rows.size, 2);
  sizes.add("columns", window.columns.size, 2);
  sizes.add("stride_rows", window.rows.step, 2);
  sizes.add("stride_columns", window.columns.step, 2);
  sizes.add_margins(window);
  sizes.add("depth", input.slices, 1);
  sizes.add("slices", window.slices.size, 1);
  sizes.add("stride_slices", window.slices.step, 1);
  sizes.add_flag("count_padding", counts_margins && has_margins, false);
  return sizes.text();
}

} // namespace equivarify::audit
