#include "kiosk/presentation/item_name.h"

namespace tillwright::kiosk::presentation {

QString itemName(const domain::CatalogueItem &item, const std::string &language)
{
    const auto own = item.names.find(language);
    return QString::fromStdString(own == item.names.end() ? item.name : own->second);
}

} // namespace tillwright::kiosk::presentation
