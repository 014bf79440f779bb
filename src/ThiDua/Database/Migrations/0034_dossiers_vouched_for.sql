-- From here on the trail vouches for what is written of a dossier beside recordings (docs/decisions/0020, "Later"); acts are asked for by their name.
create index trail_by_act on trail (act);
