-- After which recording it was frozen: what was known then (recording_id) may be older, where somebody froze as of an earlier moment, and votes are held against
-- the order in which things were done (docs/decisions/0047). Of earlier freezes the trail tells it, whose last entries of freezes are those of the last freezes;
-- a freeze from before the trail has only what was known.
alter table frozen_standing add column made_after bigint not null default 0;
update frozen_standing set made_after = recording_id;
with frozen as (select frozen_id, sha256, row_number() over (order by frozen_id desc) as nth from frozen_standing),
  told as (select entry_no, act, after, coalesce(max(recording_id) over (order by entry_no), 0) as last from trail),
  done as (select after, last, row_number() over (order by entry_no desc) as nth from told where act = 'freeze')
update frozen_standing set made_after = done.last from frozen join done on done.nth = frozen.nth and done.after = frozen.sha256 where frozen.frozen_id = frozen_standing.frozen_id;

-- The head of the trail at each freeze is looked up by what was frozen.
drop index trail_by_act;
create index trail_by_act on trail (act, after);
