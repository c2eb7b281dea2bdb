/// \file
/// A folder that is gone after the test.
#ifndef EQUIVARIFY_TESTS_RUNTIME_TEMPORARY_FOLDER_HPP
#define EQUIVARIFY_TESTS_RUNTIME_TEMPORARY_FOLDER_HPP

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

/// An empty folder that lives as long as this.
class TemporaryFolder {
public:
  TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "equivarify-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) {
      throw std::runtime_error("cannot make a temporary folder");
    }
    path_ = pattern;
  }

  TemporaryFolder(TemporaryFolder const&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder const&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;

  ~TemporaryFolder() { std::filesystem::remove_all(path_); }

  /// The folder.
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

  /// The file \p name in it.
  [[nodiscard]] std::filesystem::path operator/(std::string const& name) const {
    return path_ / name;
  }

private:
  std::filesystem::path path_;
};

/// The message of the exception of type \p Error that \p action throws; `nothing thrown` otherwise.
template <typename Error, typename Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (Error const& error) {
    return error.what();
  }
  return "nothing thrown";
}

#endif
