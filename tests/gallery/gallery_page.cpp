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

/// How good the output \p answers is: the share of right classes, or the loss of numbers.
std::string quality(Json const& answers) {
  std::string const name = answers["name"].get<std::string>();
  return answers.contains("accuracy")
             ? fmt::format("{} {:.2f} % right", name, 100 * answers["accuracy"].get<double>())
             : fmt::format("{} loss {:.4f}", name, answers["loss"].get<double>());
}

std::string qualities(Json const& evaluation, std::string const& separator) {
  std::string text;
  for (Json const& answers : evaluation["outputs"]) {
    text += (text.empty() ? "" : separator) + quality(answers);
  }
  return text;
}

/// The row of the network \p name in the page; prints its figures.
std::string row(fs::path const& folder, std::string const& name) {
  Json const spec = Json::parse(text_of(folder / name / "spec.json"));
  Json const evaluation = Json::parse(text_of(folder / name / "evaluation.json"));
  Json const check = Json::parse(text_of(folder / name / "check.json"));
  std::string const bits = fmt::format("{} of {} values x {} elements",
                                       check["differing_bits"].get<std::size_t>(),
                                       check["values"].get<std::size_t>(),
                                       check["elements"].get<std::size_t>());
  fmt::print("{:<14} {:<62} differing bits: {}\n", name, qualities(evaluation, ", "), bits);
  return fmt::format("<tr><td>{}</td><td><b>{}</b><p>{}</p></td><td>{}</td><td>{}</td></tr>\n",
                     text_of(folder / name / "inputs.svg"),
                     name,
                     spec["description"].get<std::string>(),
                     qualities(evaluation, "<br>"),
                     bits);
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
          "and all elements of its group, bit by bit.</p>\n<table><tr><th>three "
          "inputs</th><th>network"
          "</th><th>on test data</th><th>bits that differ</th></tr>\n"
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
