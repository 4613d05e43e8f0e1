// What Office documents lead to: links, and what they fetch when they are opened.
#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <array>

#include "inspector/inspect.h"

namespace fuwake::inspector {
namespace {

using Parts = std::vector<std::pair<std::string, std::string>>;

// A zip file of these, as libarchive writes it: deflated or stored.
std::string package_of(const Parts& parts, const char* options = "zip:compression=deflate") {
  std::string out(8 * 1024 * 1024, '\0');
  std::size_t used = 0;
  archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  archive_write_set_options(writer, options);
  archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const auto& [name, data] : parts) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, name.c_str());
    archive_entry_set_size(entry, static_cast<la_int64_t>(data.size()));
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_write_header(writer, entry);
    archive_write_data(writer, data.data(), data.size());
    archive_entry_free(entry);
  }
  archive_write_close(writer);
  archive_write_free(writer);
  out.resize(used);
  return out;
}

const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

std::string external(const std::string& type, const std::string& target) {
  return "<Relationship Id=\"rId1\" Type=\"" + types + type + "\" Target=\"" + target + "\" TargetMode=\"External\"/>";
}

std::string relationships(const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<Relationships "
         "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" +
         inside + "</Relationships>";
}

// A document with that part of relationships, and what else Word writes.
std::string document_with(const std::string& part, const std::string& name = "word/_rels/settings.xml.rels") {
  return package_of({{"[Content_Types].xml", "<Types/>"},
                     {"_rels/.rels", relationships("<Relationship Id=\"rId1\" Type=\"" + types +
                                                   "officeDocument\" Target=\"word/document.xml\"/>")},
                     {"word/document.xml", "<w:document/>"},
                     {name, part}});
}

Content read(const std::string& part) {
  Content content;
  read_relationships(part, content, Budget(std::chrono::seconds(10)));
  return content;
}

std::vector<std::string> links_of(const Content& content) {
  std::vector<std::string> out;
  for (const Target& target : content.targets)
    if (std::string_view(target.where) == "document") out.push_back(target.text);
  return out;
}

using Strings = std::vector<std::string>;
const std::string evil = "https://evil.example/a.dotm";

TEST(Relationships, TellWhatIsFetchedWhenTheDocumentIsOpened) {
  for (const char* type : {"attachedTemplate", "oleObject", "frame", "subDocument"}) {
    const Content content = inspect(document_with(relationships(external(type, evil))));
    EXPECT_EQ(content.fetched, Strings{evil}) << type;
    EXPECT_TRUE(content.targets.empty()) << type;
    EXPECT_FALSE(content.cut) << type;
  }
}

TEST(Relationships, TellHyperlinksAsLinks) {
  const Content content =
      inspect(document_with(relationships(external("hyperlink", "https://evil.example/?a=1&amp;b=2") +
                                          external("hyperlink", "mailto:a@b.example")),
                            "word/_rels/document.xml.rels"));
  EXPECT_EQ(links_of(content), (Strings{"https://evil.example/?a=1&b=2", "mailto:a@b.example"}));
  EXPECT_TRUE(content.fetched.empty());
}

TEST(Relationships, LeaveWhatLeadsNowhereOutside) {
  const Content content = inspect(document_with(relationships(
      external("image", "https://shop.example/a.png") + external("hyperlink", "#chapter") +
      external("hyperlink", "Anlage.docx") + external("hyperlink", "C:\\a.docx") +
      external("hyperlink", "file:///\\\\server\\a.docx") + external("externalLinkPath", evil) +
      "<Relationship Type=\"" + types + "oleObject\" Target=\"embeddings/a.bin\"/>" + "<!-- " +
      external("attachedTemplate", evil) + " --><![CDATA[" + external("attachedTemplate", evil) + "]]>")));
  EXPECT_TRUE(content.fetched.empty());
  EXPECT_TRUE(content.targets.empty());
  EXPECT_FALSE(content.cut);
}

// Where the template lies is for the engine to judge: most lie on the author's own computer.
TEST(Relationships, TellTemplatesAsTheyAreWritten) {
  const std::string normal = "file:///C:\\Users\\ann\\AppData\\Roaming\\Microsoft\\Templates\\Normal.dotm";
  EXPECT_EQ(inspect(document_with(relationships(external("attachedTemplate", normal)))).fetched, Strings{normal});
}

TEST(Relationships, AreReadHoweverTheyAreWritten) {
  const std::string type = "Type='http://purl.oclc.org/ooxml/officeDocument/relationships/attachedTemplate'";
  for (const std::string& written :
       {"<Relationship TargetMode='External' Target = '" + evil + "'\n\t" + type + " Id='a'></Relationship>",
        "<r:Relationship " + type +
            " Target=\"&#x68;ttps:&#47;&#0000000047;evil.example/a.dotm\" TargetMode=\"External\"/>",
        "<Relationship Id='>' " + type + " Target=\" " + evil + "\" TargetMode=\"external\"/>",
        "<!-- <a b=' --><Relationship Id=\"'\" " + type + " Target=\"" + evil + "\" TargetMode=\"External\" />",
        "<?a <b c=' ?><Relationship " + type + " Target=\"" + evil + "\" TargetMode=\"&#69;xternal\"/>"})
    EXPECT_EQ(read(relationships(written)).fetched, Strings{evil}) << written;
}

std::string wide(const std::string& text, bool little) {
  std::string out;
  for (const char c : text) out += little ? std::string{c, '\0'} : std::string{'\0', c};
  return out;
}

TEST(Relationships, AreReadInUtf16) {
  const std::string part = relationships(external("attachedTemplate", evil));
  for (const std::string& bytes :
       {"\xFF\xFE" + wide(part, true), "\xFE\xFF" + wide(part, false), wide(part, true), wide(part, false)})
    EXPECT_EQ(read(bytes).fetched, Strings{evil});
  EXPECT_EQ(read("\xFF\xFE" + wide("<Relationship Type='/frame' TargetMode='External' Target='", true) +
                 std::string("\x42\x30\x3D\xD8\x00\xDE'\0", 8) + wide("/>", true))
                .fetched,
            Strings{"\u3042\U0001F600"});
}

TEST(Relationships, AreReadWhereverTheyStand) {
  const std::string part = relationships(external("attachedTemplate", evil));
  for (const char* name : {"word/_rels/settings.xml.rels", "ppt/slides/_rels/slide1.xml.rels", "a/b/c/_RELS/x.xml.RELS",
                           "word\\_rels\\a.rels"})
    EXPECT_EQ(inspect(document_with(part, name)).fetched, Strings{evil}) << name;
  const Parts twice = {{"word/_rels/settings.xml.rels", relationships("")}, {"word/_rels/settings.xml.rels", part}};
  EXPECT_EQ(inspect(package_of(twice)).fetched, Strings{evil}) << "of two by one name each may be meant";
  EXPECT_EQ(inspect(package_of(twice, "zip:compression=store")).fetched, Strings{evil});
  const std::string whole = document_with(part);
  EXPECT_EQ(inspect(std::string("0123456789") + whole).fetched, Strings{evil}) << "behind other bytes";
  const std::string flat =
      "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package "
      "xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><pkg:part>" +
      part;
  EXPECT_EQ(inspect(flat).fetched, Strings{evil}) << "a document that is one XML file";
  EXPECT_TRUE(inspect(part).fetched.empty()) << "no document";
}

// Office goes by the directory; what a file's own header says of itself must not hide it.
TEST(Relationships, AreReadWhateverTheirOwnHeaderSays) {
  std::string whole = package_of({{"word/_rels/settings.xml.rels", relationships(external("frame", evil))}});
  for (std::size_t at = 6; at < 26; ++at) whole[at] = at == 8 ? '\x63' : '\0';
  EXPECT_EQ(inspect(whole).fetched, Strings{evil});
}

// Word offers to mend a document that has no directory, or one that does not tell of all.
TEST(Relationships, AreReadOfDocumentsThatWordMends) {
  const std::string part = relationships(external("attachedTemplate", evil));
  const std::string whole = document_with(part);
  const std::string files = whole.substr(0, whole.find("PK\1\2"));
  EXPECT_EQ(inspect(files + std::string(40, '\0')).fetched, Strings{evil});
  EXPECT_EQ(inspect(files + package_of({{"a.txt", "x"}})).fetched, Strings{evil});
}

TEST(Relationships, OfLongDocumentsAreReadWhole) {
  std::string many;
  for (int i = 0; i < 500; ++i) many += external("hyperlink", "https://example.org/" + std::to_string(i));
  EXPECT_FALSE(inspect(document_with(relationships(many))).cut) << "a report with its sources";
  Parts slides;
  for (int i = 0; i < 300; ++i)
    slides.emplace_back("ppt/slides/_rels/slide" + std::to_string(i) + ".xml.rels", relationships(""));
  EXPECT_FALSE(inspect(package_of(slides)).cut);
}

TEST(Relationships, BeyondTheirBoundsAreTold) {
  std::string links, objects;
  for (int i = 0; i < 1100; ++i) links += external("hyperlink", "https://evil.example/" + std::to_string(i));
  for (int i = 0; i < 60; ++i) objects += external("oleObject", "https://evil.example/" + std::to_string(i));
  Parts many;
  for (int i = 0; i < 1100; ++i) many.emplace_back("_rels/" + std::to_string(i) + ".rels", "<a/>");
  const auto is_cut = [](const std::string& one) { return read(one).cut; };
  EXPECT_FALSE(is_cut(external("hyperlink", evil)) || is_cut(external("oleObject", evil)) ||
               is_cut(external("frame", "https://evil.example/" + std::string(500, 'a'))) ||
               inspect(document_with(std::string(2000, ' '))).cut)
      << "it is their number and their length";
  EXPECT_TRUE(read(links).cut);
  EXPECT_TRUE(read(objects).cut);
  EXPECT_TRUE(read(external("frame", "https://evil.example/" + std::string(5000, 'a'))).cut);
  EXPECT_TRUE(inspect(package_of(many)).cut);
  EXPECT_TRUE(inspect(document_with(std::string(2 * 1024 * 1024, ' '))).cut);
}

TEST(Relationships, StopWhereTheBudgetEnds) {
  Content content;
  std::string many;
  for (int i = 0; i < 1000; ++i) many += "<a/>";
  read_relationships(many, content, Budget(std::chrono::microseconds(0)));
  EXPECT_TRUE(content.cut);
  EXPECT_FALSE(read(many).cut);
}

TEST(Relationships, SurviveAnyBytes) {
  const std::string part = relationships(external("attachedTemplate", "&#xFFFFFFFF;&#;&#x;&;&amp" + evil));
  const std::string whole = document_with(part);
  for (std::size_t length = 0; length < part.size(); ++length) {
    (void)read(part.substr(0, length));
    (void)read("\xFF\xFE" + part.substr(0, length));
  }
  for (std::size_t i = 0; i < whole.size(); i += 3) {
    std::string broken = whole;
    broken[i] = static_cast<char>(broken[i] ^ 0x55);
    (void)inspect(broken);
    (void)inspect(whole.substr(0, i));
  }
}

}  // namespace
}  // namespace fuwake::inspector
