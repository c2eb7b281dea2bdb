// gallery_page FOLDER NAME...: makes index.html in FOLDER of what is in its folders NAME, and
// prints the figures.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

namespace equivarify::gallery {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

std::string text_of(fs::path const& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    throw std::runtime_error(path.string() + ": cannot be read");
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

/// How good the answers \p answers are, which are called \p name: the share of right classes, or
/// the loss of numbers; in brackets what guessing
/// reaches: always the commonest answer, always the mean.
std::string quality(std::string const& name, Json const& answers, Json const& guess) {
  if (answers.contains("accuracy")) {
    return fmt::format("{} {:.2f} % right (guessing {:.2f} %)",
                       name,
                       100 * answers["accuracy"].get<double>(),
                       100 * guess["commonest"].get<double>());
  }
  return fmt::format("{} loss {:.4f} (variance {:.4f})",
                     name,
                     answers["loss"].get<double>(),
                     guess["variance"].get<double>());
}

/// The same of all that the network in \p folder puts out.
std::string qualities(fs::path const& folder, std::string const& separator) {
  Json const evaluation = Json::parse(text_of(folder / "evaluation.json"));
  Json const guesses = Json::parse(text_of(folder / "guesses.json"));
  if (!evaluation.contains("outputs")) {
    return quality("class", {{"accuracy", evaluation["random_turn"]["class"]}}, guesses["labels"]);
  }
  std::string text;
  for (Json const& answers : evaluation["outputs"]) {
    std::string const name = answers["name"].get<std::string>();
    text += (text.empty() ? "" : separator) + quality(name, answers, guesses[name]);
  }
  return text;
}

/// The row of the network \p name in the page; prints its figures.
std::string row(fs::path const& folder, std::string const& name) {
  fs::path const own = folder / name;
  Json const spec = Json::parse(text_of(own / "spec.json"));
  Json const check = Json::parse(text_of(own / "check.json"));
  std::string const bits = fmt::format("{} of {} values x {} elements",
                                       check["differing_bits"].get<std::size_t>(),
                                       check["values"].get<std::size_t>(),
                                       check["elements"].get<std::size_t>());
  std::string const seconds = text_of(own / "seconds");
  fmt::print("{:<16} {}; differing bits: {}; {} s\n", name, qualities(own, ", "), bits, seconds);
  return fmt::format(
      "<tr><td>{}</td><td><b>{}</b><p>{}</p><a href=\"{}/report.html\">report</a></td><td>{}</td>"
      "<td>{}</td><td>{}</td></tr>\n",
      text_of(own / "inputs.svg"),
      name,
      spec["description"].get<std::string>(),
      name,
      qualities(own, "<br>"),
      bits,
      seconds);
}

int run(fs::path const& folder, std::vector<std::string> const& names) {
  std::string rows;
  for (std::string const& name : names) {
    rows += row(folder, name);
  }
  std::ofstream page(folder / "index.html.part");
  page << "<!doctype html><meta charset=\"utf-8\"><title>Gallery of equivariant networks</title>\n"
          "<style>body{font:16px sans-serif;max-width:70em;margin:2em auto}td,th{padding:.8em;"
          "vertical-align:top;text-align:left;border-bottom:1px solid #ccc}</style>\n"
          "<h1>Gallery</h1><p>Each network is proved equivariant, trained, and checked on all test "
          "inputs "
          "and all elements of its group, bit by bit. Guessing: always the commonest answer. "
          "Variance: the "
          "mean squared error of always the mean.</p>\n<table><tr><th>three "
          "inputs</th><th>network"
          "</th><th>on test data</th><th>bits that differ</th><th>seconds</th></tr>\n"
       << rows << "</table>\n";
  page.close();
  fs::rename(folder / "index.html.part", folder / "index.html");
  return page ? 0 : 3;
}

} // namespace
} // namespace equivarify::gallery

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: gallery_page FOLDER NAME...\n";
    return 2;
  }
  try {
    return equivarify::gallery::run(argv[1], {argv + 2, argv + argc});
  } catch (std::exception const& error) {
    std::cerr << "gallery_page: " << error.what() << '\n';
    return 2;
  }
}
