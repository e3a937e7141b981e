"""Names that many people bear: two people of one name are likeliest where both its parts are common."""

_GIVEN = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark"
    " donald steven stephen paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan"
    " jacob gary nicholas eric jonathan larry justin scott brandon frank benjamin gregory samuel raymond patrick"
    " alexander jack dennis jerry tyler aaron henry douglas peter adam nathan zachary walter kyle harold carl jeremy"
    " keith roger arthur sean christian austin joe albert jesse bryan billy bruce ralph roy eugene louis philip bobby"
    " mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley"
    " kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura sharon cynthia kathleen amy"
    " angela shirley anna brenda pamela nicole ruth katherine samantha christine emma catherine virginia debra rachel"
    " janet maria heather diane julie joyce victoria kelly christina joan evelyn lauren judith megan cheryl andrea"
    " hannah martha jacqueline frances gloria ann teresa kathryn sara janice jean alice mike bob jim tom bill dan dave"
    " steve chris matt ben sam nick andy greg jeff ken ron don tim rick rob ed tony phil ray fred alan allen craig"
    " todd chad doug marc jose juan carlos luis".split()
)
_SURNAMES = frozenset(
    "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson"
    " thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker"
    " young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell"
    " carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy"
    " cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson"
    " brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross"
    " foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes fisher vasquez simmons"
    " romero jordan patterson alexander hamilton graham reynolds griffin wallace moreno west cole hayes bryant herrera"
    " gibson ellis tran medina freeman wells webb simpson stevens tucker porter hunter hicks crawford henry boyd mason"
    " munoz hunt kennedy warren dixon burns gordon shaw rice robertson holmes palmer black daniels grant stone hawkins"
    " dunn perkins hudson gardner stephens payne pierce berry matthews arnold wagner willis ray watkins olson"
    " carroll spencer duncan snyder hart cunningham bradley lane andrews harper fox riley armstrong carpenter weaver"
    " greene lawrence elliott chapman austin franklin lawson fields walsh bishop fuller lynch dean burke day meyer ryan"
    " johnston montgomery garrett oliver george jacobs harvey schmidt walters howell knight ferguson rose"
    " stone dunn peters barker peck marshall cohen levin wolf wolff friedman klein singer".split()
)


def commonness(given: str, surname: str) -> int:
    """Return how many of the two parts of a name are common: 0, 1 or 2."""
    return (given in _GIVEN) + (surname.split()[-1] in _SURNAMES)
