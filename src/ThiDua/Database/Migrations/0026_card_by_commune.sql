-- Who is to be called in one commune is found without reading the cards of the country.
create index card_by_commune on card (commune);
