// controllers_page FOLDER NAME: prints the figures of the controller in FOLDER/NAME.
// controllers_page FOLDER --page NAME...: makes index.html in FOLDER of several.
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <vector>

namespace equivarify::controllers {
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

std::string escaped(std::string const& text) {
  std::string result;
  for (char const letter : text) {
    result += letter == '<' ? "&lt;" : (letter == '&' ? "&amp;" : std::string(1, letter));
  }
  return result;
}

std::size_t count(Json const& figures, char const* name) {
  return figures[name].get<std::size_t>();
}

std::vector<std::string> lines_of(Json const& f) {
  double const states = f["states"].get<double>();
  bool const decides = count(f, "decisions") > 0;
  std::vector<std::string> lines{
      fmt::format("{} states; before: the mirror is broken in {} of them ({:.2f} %), by {:.4g} "
                  "where answers "
                  "reach {:.4g}",
                  count(f, "states"),
                  count(f, "broken_before"),
                  100 * f["broken_before"].get<double>() / states,
                  f["largest_defect"].get<double>(),
                  f["largest_answer"].get<double>()),
      fmt::format("after: {} of {} numbers of f(g x) and g f(x) differ in their bits",
                  count(f, "exceptions"),
                  count(f, "compared")),
      fmt::format("after: {} numbers are not the mean of F(x) and g F(g x) to the bit",
                  count(f, "not_means"))};
  if (decides) {
    lines.push_back(fmt::format("advice: {} of {} states kept the mirror before; the lift gives "
                                "the same advice in {} of them, "
                                "and {} of its own are not mirrored",
                                count(f, "mirrored_before"),
                                count(f, "states"),
                                count(f, "kept"),
                                count(f, "wrong_decisions")));
  }
  lines.push_back(fmt::format(
      "a step: {:.1f} us, the slowest of {} {:.1f} us, {:.4f} % within twice the median (processor "
      "time, one thread), {} allocations",
      f["median_us"].get<double>(),
      count(f, "steps"),
      f["worst_us"].get<double>(),
      100 * f["within_twice"].get<double>(),
      count(f, "allocations")));
  return lines;
}

void print_figures(fs::path const& folder, std::string const& name) {
  for (std::string const& line : lines_of(Json::parse(text_of(folder / name / "check.json")))) {
    fmt::print("{}\n", line);
  }
}

std::string picture(std::string const& bitmap, std::string const& words) {
  return fmt::format("<figure><img width=\"242\" height=\"242\" alt=\"{0}\" "
                     "src=\"data:image/bmp;base64,{1}\"><figcaption>{0}</figcaption></figure>",
                     escaped(words),
                     bitmap);
}

std::string section(fs::path const& folder, std::string const& name) {
  Json const figures = Json::parse(text_of(folder / name / "check.json"));
  std::string text = fmt::format("<h2>{}</h2>\n<ul>\n", escaped(name));
  for (std::string const& line : lines_of(figures)) {
    text += fmt::format("<li>{}</li>\n", escaped(line));
  }
  text += fmt::format(
      "</ul>\n<p>A state at which the original breaks the mirror, shrunk:</p>\n<pre>{}</pre>\n",
      escaped(text_of(folder / name / "probe.txt")));
  for (Json const& pair : figures["pictures"]) {
    std::string const title = pair["title"].get<std::string>();
    text += "<div class=\"pair\">" +
            picture(pair["before"].get<std::string>(), title + ", original") +
            picture(pair["after"].get<std::string>(), title + ", lifted") + "</div>\n";
  }
  return text;
}

constexpr char const* head =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><title>Verified controllers</title>\n"
    "<style>body{font:16px sans-serif;max-width:60em;margin:2em auto;padding:0 "
    "1em}figure{display:inline-block;"
    "margin:.5em}img{image-rendering:pixelated;border:1px solid "
    "#999}pre{overflow-x:auto;background:#eee;"
    "padding:.5em}.pair{display:inline-block;margin-right:1em}</style>\n"
    "<h1>Verified controllers</h1>\n<p>Networks that others trained to control something with a "
    "left and a right "
    "side. Each is lifted over its mirror, proved to keep it, and tried on a lattice of states. In "
    "the pictures of "
    "advice, seen from above, light and dark blue are weak and strong right, yellow and red weak "
    "and strong left; the "
    "picture after a left advice is the mirror image of that after the right one. Elsewhere red is "
    "how far the mirror "
    "is broken.</p>\n";

void write_page(fs::path const& folder, std::vector<std::string> const& names) {
  std::ofstream page(folder / "index.html.part");
  page << head;
  for (std::string const& name : names) {
    page << section(folder, name);
  }
  page << "</html>\n";
  page.close();
  if (!page) {
    throw std::runtime_error("the page cannot be written");
  }
  fs::rename(folder / "index.html.part", folder / "index.html");
}

} // namespace
} // namespace equivarify::controllers

int main(int argc, char** argv) {
  namespace controllers = equivarify::controllers;
  std::vector<std::string> const arguments(argv + 1, argv + argc);
  try {
    if (arguments.size() == 2) {
      controllers::print_figures(arguments[0], arguments[1]);
    } else if (arguments.size() > 2 && arguments[1] == "--page") {
      controllers::write_page(arguments[0], {arguments.begin() + 2, arguments.end()});
    } else {
      std::cerr << "usage: controllers_page FOLDER NAME, or FOLDER --page NAME...\n";
      return 2;
    }
    return 0;
  } catch (std::exception const& error) {
    std::cerr << "controllers_page: " << error.what() << '\n';
    return 2;
  }
}
