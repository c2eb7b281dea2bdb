#include "equivarify/algebra/proof/theory_lines.hpp"

#include "equivarify/algebra/text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <utility>

namespace equivarify::algebra::proof {
namespace {

std::vector<std::string> const kinds{
    "axiom", "given", "defined", "theorem", "construction", "claim"};

constexpr char const* blanks =
    "no blank (an entry), two (a line of it) or four (more of the line above)";

TheoryEntry entry_of(TheoryLine const& line) {
  std::size_t const blank = line.text.find(' ');
  std::string const kind = line.text.substr(0, blank);
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    std::string const nearest = nearest_name(kind, kinds);
    line.refuse(kind,
                fmt::format("one of {}{}",
                            fmt::join(kinds, ", "),
                            nearest.empty() ? "" : fmt::format(" (nearest: {})", nearest)));
  }
  std::size_t const colon = line.text.find(": ");
  if (blank == std::string::npos || colon == std::string::npos || colon < blank) {
    line.refuse(line.text, fmt::format("{} NAME: WORDS", kind));
  }
  std::string const name = line.text.substr(blank + 1, colon - blank - 1);
  constexpr char const* letters =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";
  if (name.empty() || name.find_first_not_of(letters) != std::string::npos) {
    line.refuse(name, "a name of letters, digits, - and _");
  }
  return {.head = line, .kind = kind, .name = name, .words = line.text.substr(colon + 2)};
}

bool is_control(char c) {
  return std::iscntrl(static_cast<unsigned char>(c)) != 0;
}

/// Puts the lines of one file into entries.
class EntryReader {
public:
  void take(TheoryLine line) {
    if (std::any_of(line.text.begin(), line.text.end(), is_control)) {
      line.refuse("found a tab or another control character; expected blanks and other text");
    }
    std::size_t const indent = line.text.find_first_not_of(' ');
    if (indent == std::string::npos || line.text.back() == ' ') {
      line.refuse(line.text, "no blank at the end");
    }
    line.text.erase(0, indent);
    if (line.text.find("  ") != std::string::npos) {
      line.refuse(line.text, "one blank between words");
    }
    switch (indent) {
    case 0:
      close();
      open_.push_back(std::move(line));
      return;
    case 2:
      if (!open_.empty()) {
        open_.push_back(std::move(line));
        return;
      }
      break;
    case 4:
      if (!open_.empty()) {
        open_.back().text.append(" ").append(line.text);
        return;
      }
      break;
    default:
      line.refuse(fmt::format("{} blank(s) in front", indent), blanks);
    }
    line.refuse(line.text, "an entry before it");
  }

  std::vector<TheoryEntry> finish() {
    close();
    return std::move(entries_);
  }

private:
  void close() {
    if (!open_.empty()) {
      entries_.push_back(entry_of(open_.front()));
      entries_.back().details.assign(open_.begin() + 1, open_.end());
      open_.clear();
    }
  }

  std::vector<TheoryEntry> entries_;
  std::vector<TheoryLine> open_; ///< those of the entry that is being read
};

} // namespace

void TheoryLine::refuse(std::string_view problem) const {
  throw AlgebraError(fmt::format("{}: {}", place, problem));
}

void TheoryLine::refuse(std::string_view found, std::string_view expected) const {
  std::string const what = found.empty() ? "the end" : fmt::format("\"{}\"", shortened(found));
  refuse(fmt::format("found {}; expected {}", what, expected));
}

std::vector<TheoryEntry> entries_of(TheoryFile const& file) {
  EntryReader reader;
  std::size_t number = 0;
  for (std::string_view rest = file.text; !rest.empty();) {
    std::string_view const line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    ++number;
    if (!line.empty() && line.front() != '#') {
      reader.take({fmt::format("{}:{}", file.name, number), std::string{line}});
    }
  }
  return reader.finish();
}

std::optional<TheoryLine> TheoryDetails::take(std::string_view keyword) {
  if (next_ < entry_.details.size()) {
    TheoryLine const& line = entry_.details[next_];
    std::string_view const text = line.text;
    if (text.starts_with(keyword) && text.substr(keyword.size(), 1) == " ") {
      ++next_;
      expected_.clear();
      return TheoryLine{line.place, line.text.substr(keyword.size() + 1)};
    }
  }
  expected_.append("\"").append(keyword).append("\", ");
  return std::nullopt;
}

TheoryLine TheoryDetails::take_equation() {
  if (next_ == entry_.details.size() ||
      entry_.details[next_].text.find(" = ") == std::string::npos) {
    refuse_next(expected_ + "LEFT = RIGHT");
  }
  expected_.clear();
  return entry_.details[next_++];
}

void TheoryDetails::finish() const {
  if (next_ < entry_.details.size()) {
    refuse_next(expected_ + "the end of the entry");
  }
}

void TheoryDetails::refuse_next(std::string const& expected) const {
  if (next_ < entry_.details.size()) {
    entry_.details[next_].refuse(entry_.details[next_].text, expected);
  }
  entry_.head.refuse("", expected);
}

std::vector<std::string> words_of(TheoryLine const& line, std::string_view separator) {
  std::vector<std::string> result;
  std::string_view rest = line.text;
  for (std::size_t end = 0; end != std::string_view::npos;) {
    end = rest.find(separator);
    result.emplace_back(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + separator.size());
    if (result.back().empty()) {
      line.refuse(line.text, fmt::format("words with \"{}\" between them", separator));
    }
  }
  return result;
}

} // namespace equivarify::algebra::proof
