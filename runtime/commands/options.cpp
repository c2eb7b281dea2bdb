#include "equivarify/runtime/commands/options.hpp"

#include "equivarify/runtime/files/text.hpp"

#include <charconv>
#include <cmath>
#include <optional>

#include <CLI/CLI.hpp>

namespace equivarify::runtime {

namespace {

/// The whole of \p text as a number, if it is one that \p T has.
template <typename T>
std::optional<T> number(std::string const& text) {
  T value{};
  auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

std::string refusal(bool fits, std::string const& expected, std::string const& found) {
  return fits ? std::string() : runtime::text("expected ", expected, ", found ", found);
}

} // namespace

OptionCheck whole_number(std::uint64_t least) {
  return [least](std::string const& found) {
    auto const value = number<std::uint64_t>(found);
    return refusal(value && *value >= least, text("a whole number from ", least, " on"), found);
  };
}

OptionCheck whole_number(std::uint64_t least, std::uint64_t most) {
  return [least, most](std::string const& found) {
    auto const value = number<std::uint64_t>(found);
    return refusal(value && *value >= least && *value <= most,
                   text("a whole number from ", least, " to ", grouped(most)),
                   found);
  };
}

OptionCheck positive_number() {
  return [](std::string const& found) {
    auto const value = number<double>(found);
    return refusal(value && std::isfinite(*value) && *value > 0, "a number greater than 0", found);
  };
}

OptionCheck non_negative_number() {
  return [](std::string const& found) {
    auto const value = number<double>(found);
    return refusal(value && std::isfinite(*value) && *value >= 0, "a number from 0 on", found);
  };
}

void add_threads(CLI::App& command, std::size_t& threads) {
  command.add_option("--threads", threads, "threads to use; results do not depend on it")
      ->check(whole_number(1, 1024))
      ->capture_default_str();
}

void add_data(CLI::App& command, std::filesystem::path& data) {
  command
      .add_option("--data",
                  data,
                  "folder with the data: IDX, .npy, .npz, safetensors or CSV files, or PNG "
                  "pictures of each "
                  "class; the runtime's README says by which names")
      ->capture_default_str();
}

void add_weights(CLI::App& command, std::filesystem::path& weights) {
  command
      .add_option("--weights",
                  weights,
                  "weights that `train` or `quantise` wrote, in the safetensors format")
      ->required();
}

void add_json(CLI::App& command, std::string& json) {
  command.add_option("--json", json, "write the results to this file too; - prints them instead");
}

void refuse_empty_values(CLI::App& app) {
  for (CLI::App* const command : app.get_subcommands([](CLI::App*) { return true; })) {
    for (CLI::Option* const option : command->get_options()) {
      option->check([](std::string const& found) {
        return found.empty() ? std::string("expected a value, found \"\"") : std::string();
      });
    }
  }
}

} // namespace equivarify::runtime
