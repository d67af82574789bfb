### Decisions on record at the counter, and what a replay comes to.

decision-id = Decision { $id } (for the field engineer: explain { $id })
decision-line = { $when }  decision { $id }
decision-refused = Not accepted: { $why }{ GIVEN($version) ->
        [yes] {" "}(campaign document { $version })
       *[no] {""}
    }
decision-accepted = The rules allowed it{ $alone ->
        [yes] , and going on without the platform
       *[no] {""}
    } (campaign document { $version })
